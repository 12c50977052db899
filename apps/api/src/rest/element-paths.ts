import { AppError } from '@timetracker/shared';
import { toAppError } from '../errors/errors.ts';

/**
 * An error in the words of whoever wrote a query: an element of a comma list, `entity_type.0`, is the parameter
 * `entity_type`.
 */
export function withoutElementPaths(thrown: unknown): AppError {
  const error = toAppError(thrown);
  if (!error.issues) return error;
  const issues = error.issues.map((issue) => ({ ...issue, path: issue.path.replace(/\.\d+$/, '') }));
  const [before] = error.issues;
  const [after] = issues;
  const message =
    before && after && error.message.startsWith(`${before.path} `)
      ? `${after.path}${error.message.slice(before.path.length)}`
      : error.message;
  return new AppError(error.kind, message, { issues, cause: error });
}

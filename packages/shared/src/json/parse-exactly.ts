import { AppError, invalid } from '../errors.ts';
import { inexactPlace } from './inexact-place.ts';

/**
 * What a JSON text says, if JavaScript and the database keep it as it is written.
 * @param what the text is called in the error for one that is no JSON
 * @throws {AppError} invalid: no JSON, or naming the first place that would not be kept
 */
export function parseExactly(text: string, what: string): unknown {
  const value = parsed(text, what);
  const lost = inexactPlace(text);
  if (lost === undefined) return value;
  throw lost.path === ''
    ? new AppError('invalid', `${what} ${lost.message}`)
    : invalid(lost.path, lost.message);
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', `${what} is not valid JSON`, { cause });
  }
}

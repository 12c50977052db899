import { errorKinds } from '@timetracker/shared';
import { errorBodyOf } from '../../../api/api-error.ts';

/**
 * What the server says against a search, to be shown at its field.
 * @returns undefined where something else went wrong
 */
export function searchErrorOf(error: unknown, q: string | undefined): string | undefined {
  const body = errorBodyOf(error);
  if (!body || q === undefined) return undefined;
  const issue = body.issues?.find(({ path }) => path === 'q');
  if (issue) return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
  return body.error === errorKinds.forbidden.error ? body.message : undefined;
}

import { invalid } from '@timetracker/shared';

const ID = /^\d{1,15}$/;

/**
 * The id after which a client wants to go on: the `Last-Event-ID` header of a reconnecting EventSource, or
 * `last_event_id` in the query for a first connection. The header counts when both are given, because a browser
 * repeats the first query when it reconnects.
 * @returns null when the client asks for what happens from now on
 * @throws {AppError} invalid
 */
export function resumePosition(header: string | undefined, query: URLSearchParams): number | null {
  const strange = [...query.keys()].find((name) => name !== 'last_event_id');
  if (strange !== undefined) throw invalid(strange, 'is not a known parameter');
  if (query.getAll('last_event_id').length > 1) throw invalid('last_event_id', 'must be given once');
  const given = header || query.get('last_event_id');
  if (given === null) return null;
  if (!ID.test(given)) throw invalid('last_event_id', 'must be the id of an activity');
  return Number(given);
}

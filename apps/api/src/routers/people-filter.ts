import type { Principal } from '@timetracker/accounts';
import { parseSearch } from '@timetracker/shared';

/** Where a filter of activities may name people. */
export interface PeopleFilter {
  user_id?: readonly number[] | undefined;
  q?: string | undefined;
}

/**
 * Whether a filter names anybody but the caller, also inside its search.
 * @throws {AppError} invalid when the search cannot be understood
 */
export function namesOthers(principal: Pick<Principal, 'id' | 'username'>, filter: PeopleFilter): boolean {
  const { include, exclude } = filter.q === undefined ? {} : parseSearch(filter.q);
  const usernames = [...(include?.usernames ?? []), ...(exclude?.usernames ?? [])];
  return (
    (filter.user_id ?? []).some((id) => id !== principal.id) ||
    usernames.some((name) => name !== principal.username)
  );
}

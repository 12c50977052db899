import type { Principal } from '@timetracker/accounts';
import { type EntityManager, lockAccounts } from '@timetracker/db';
import { AppError } from '@timetracker/shared';

/**
 * Guards what takes rights from somebody, one at a time: two administrators who deactivate each other at the same moment
 * must not both succeed, as nobody would be left. Call it within the transaction.
 * @throws {AppError} conflict for oneself; forbidden when the caller is no administrator any more
 */
export async function checkTakingRights(em: EntityManager, principal: Principal, user_id: number) {
  if (user_id === principal.id)
    throw new AppError('conflict', 'You cannot take your own rights; ask another administrator');
  await lockAccounts(em);
}

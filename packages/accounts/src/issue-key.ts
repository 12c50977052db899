import { type EntityManager, lockAccount, lockAccounts, recordAudit, User } from '@timetracker/db';
import { AppError, type CreateKeyInput, invalid } from '@timetracker/shared';
import { storeKey } from './api-keys.ts';

/**
 * A new key of a user and the activity about it, in one transaction. The account is locked meanwhile, so that it is neither
 * deactivated nor given a lesser role before the key is there to be revoked. Call it within actingAs().
 * @throws {AppError} invalid for an unknown user, and for rights that only an administrator may have; conflict for a
 * deactivated or anonymized account
 */
export function issueKey(em: EntityManager, input: CreateKeyInput): Promise<string> {
  const { user_id, name, scopes, service } = input;
  return em.transactional(async (tx) => {
    await lockAccounts(tx);
    await lockAccount(tx, user_id);
    const user = await tx.findOne(User, { id: user_id });
    if (!user) throw invalid('user_id', `names the unknown user ${user_id}`);
    checkMayHave(user, input);
    await recordAudit(tx, {
      action: 'created',
      entity_id: user.id,
      entity_name: user.display_name,
      extra_data: { key: name, scopes, service },
    });
    return storeKey(tx, input);
  });
}

function checkMayHave({ id, role, username, ...user }: User, { scopes, service }: CreateKeyInput): void {
  if (user.anonymized_at) throw new AppError('conflict', `User ${id} is anonymized`);
  if (user.deactivated_at) throw new AppError('conflict', `${username} is deactivated`);
  if (role === 'admin') return;
  if (service) throw invalid('service', `is for administrators; ${username} is none`);
  if (scopes.includes('admin'))
    throw invalid('scopes', `may have admin only for administrators; ${username} is none`);
}

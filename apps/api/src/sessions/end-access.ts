import { type EntityManager, endSessions, recordAudit, removeKeysOf, type User } from '@timetracker/db';
import { tellEndedSessions } from './tell-ended-sessions.ts';

/**
 * Ends all sessions and keys of an account for good, which the trail tells. Call it within the transaction that deactivates
 * the account, once that is written.
 */
export async function endAccess(em: EntityManager, user: Pick<User, 'id' | 'display_name'>): Promise<void> {
  const count = await endSessions(em, user.id);
  await tellEndedSessions(em, { person: user, count, reason: 'deactivated' });
  for (const { name } of await removeKeysOf(em, user.id))
    await recordAudit(em, {
      action: 'revoked',
      entity_id: user.id,
      entity_name: user.display_name,
      extra_data: { key: name, reason: 'deactivated' },
    });
}

import { type EntityManager, recordAudit, type User } from '@timetracker/db';
import type { CreateKeyInput } from '@timetracker/shared';
import type { Authentication } from './context.ts';

/**
 * A new key of a user, and the activity about it. The activity is written first: a key that nobody was told of is never
 * handed out. Call it within actingAs().
 */
export function issueKey(
  em: EntityManager,
  auth: Pick<Authentication, 'createKey'>,
  user: Pick<User, 'id' | 'display_name'>,
  input: CreateKeyInput,
): Promise<string> {
  const { name, scopes, service } = input;
  return em.transactional(async (tx) => {
    await recordAudit(tx, {
      action: 'created',
      entity_id: user.id,
      entity_name: user.display_name,
      extra_data: { key: name, scopes, service },
    });
    return auth.createKey(input);
  });
}

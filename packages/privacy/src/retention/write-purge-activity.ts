import type { EntityManager } from '@mikro-orm/postgresql';
import { storeNow } from '@timetracker/activities';
import { type AuditedDeed, auditEvent, newStamp, systemActor } from '@timetracker/db';
import type { Purge } from './purge.ts';

/**
 * Stores an activity about a purge in the transaction that begins or ends it, not by way of the queue: there is no
 * moment at which the log does not know of what was removed.
 */
export async function writePurgeActivity(
  tx: EntityManager,
  { id: purge_id, number, reason, before, entity_type, requested_by }: Purge,
  {
    action,
    description,
    extra_data,
  }: Pick<AuditedDeed, 'description' | 'extra_data'> & { action: 'started' | 'purged' },
): Promise<void> {
  const deed = {
    action,
    entity_id: number,
    entity_name: `Purge ${number}`,
    ...(description !== undefined && { description }),
    extra_data: { purge_id, ...extra_data, before, entity_type, reason },
  };
  await storeNow(tx, [auditEvent(deed, { ...systemActor, user_id: requested_by }, newStamp())]);
}

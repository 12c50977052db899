import type { EntityManager } from '@mikro-orm/postgresql';
import { type Actor, type AuditedDeed, auditEvent, newStamp } from '@timetracker/db';
import { storeBatch } from './store-batch.ts';

/** Stores an activity for administrators at once, for a deed that whoever did it goes on from: no worker has to run. */
export async function storeAudit(em: EntityManager, deed: AuditedDeed, actor: Actor): Promise<void> {
  await storeBatch(em, [auditEvent(deed, actor, newStamp())]);
}

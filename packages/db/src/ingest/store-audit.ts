import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../capture/actor.ts';
import { type AuditedDeed, auditEvent, newStamp } from '../capture/audit-event.ts';
import { storeBatch } from './store-batch.ts';

/** Stores an activity for administrators at once, for a deed that whoever did it goes on from: no worker has to run. */
export async function storeAudit(em: EntityManager, deed: AuditedDeed, actor: Actor): Promise<void> {
  await storeBatch(em, [auditEvent(deed, actor, newStamp())]);
}

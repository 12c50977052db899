import type { EntityManager } from '@mikro-orm/core';
import { versioned } from '@timetracker/shared';
import { OutboxEvent } from '../entities/index.ts';
import { currentActor, currentTime } from './actor.ts';
import { type AuditedDeed, auditEvent, newStamp } from './audit-event.ts';

/**
 * Writes an activity for administrators into the outbox, in the transaction of `em` and attributed to the current actor:
 * what is rolled back leaves no trace of itself.
 * @throws outside of actingAs(): a deed without an author must never reach the trail
 */
export async function recordAudit(em: EntityManager, deed: AuditedDeed): Promise<void> {
  const event = auditEvent(deed, currentActor(), newStamp(currentTime()));
  await em.insert(OutboxEvent, {
    event_id: event.event_id,
    payload: versioned(event),
    created_at: new Date(),
  });
}

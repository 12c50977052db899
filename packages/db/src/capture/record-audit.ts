import type { EntityManager } from '@mikro-orm/core';
import { type ActivityEvent, describeActivity, type entityCatalog, newEventId } from '@timetracker/shared';
import { OutboxEvent } from '../entities/index.ts';
import { currentActor, currentTime } from './actor.ts';

/** Something done to access or to the trail. */
export interface AuditedDeed {
  action: (typeof entityCatalog)['audit']['actions'][number];
  /** What it is about, most often an account; 0: nothing that has an id. */
  entity_id: number;
  entity_name?: string | null;
  /** The catalog's sentence if none is given. */
  description?: string;
  extra_data?: ActivityEvent['extra_data'];
}

const NAME_LENGTH = 500;

/**
 * Writes an activity for administrators into the outbox, in the transaction of `em` and attributed to the current actor:
 * what is rolled back leaves no trace of itself.
 * @throws outside of actingAs(): a deed without an author must never reach the trail
 */
export async function recordAudit(em: EntityManager, deed: AuditedDeed): Promise<void> {
  const actor = currentActor();
  const { action, entity_id, extra_data = {} } = deed;
  const entity_name = deed.entity_name?.slice(0, NAME_LENGTH).toWellFormed() ?? null;
  const facts = { action, entity_type: 'audit', entity_name, extra_data } as const;
  const event: ActivityEvent = {
    event_id: newEventId(),
    ...actor,
    ...facts,
    entity_id,
    description: deed.description ?? describeActivity(facts),
    project_id: null,
    source: 'app',
    occurred_at: currentTime().toISOString(),
    received_at: new Date().toISOString(),
  };
  await em.insert(OutboxEvent, { event_id: event.event_id, payload: event, created_at: new Date() });
}

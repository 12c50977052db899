import {
  type ActivityEvent,
  beginningOf,
  describeActivity,
  type entityCatalog,
  newEventId,
} from '@timetracker/shared';
import type { Actor } from './actor.ts';

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

/** What tells an event from others, and when it happened and was received (ISO 8601). */
export type Stamp = Pick<ActivityEvent, 'event_id' | 'occurred_at' | 'received_at'>;

/** @param occurred_at null: when it is received */
export const newStamp = (occurred_at: Date | null = null): Stamp => ({
  event_id: newEventId(),
  occurred_at: occurred_at?.toISOString() ?? null,
  received_at: new Date().toISOString(),
});

const NAME_LENGTH = 500;

/** A deed as the trail tells it, to administrators alone. */
export function auditEvent(deed: AuditedDeed, actor: Actor, stamp: Stamp): ActivityEvent {
  const { action, entity_id, extra_data = {} } = deed;
  const entity_name = deed.entity_name ? beginningOf(deed.entity_name, NAME_LENGTH) : null;
  const facts = { action, entity_type: 'audit', entity_name, extra_data } as const;
  return {
    ...stamp,
    ...actor,
    ...facts,
    entity_id,
    description: deed.description ?? describeActivity(facts),
    project_id: null,
    source: 'app',
  };
}

import { defineEntity, p } from '@mikro-orm/core';
import type { ActivityEvent } from '@timetracker/shared';

/**
 * An event that still has to be stored. Written in the same transaction as the change it describes: either both the change and
 * this row exist, or neither. Posted events wait here as well where PostgreSQL carries the queue. The worker deletes a row in the
 * transaction that stores its event. The app's own events never travel by the queue: whoever reaches its server could make up
 * others.
 */
export const OutboxEvent = defineEntity({
  name: 'OutboxEvent',
  tableName: 'activity_outbox',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    event_id: p.uuid(),
    payload: p.json<ActivityEvent>(),
    /** Of a version after the first; a trigger takes it from the payload. */
    event_version: p.smallint().nullable(),
    created_at: p.datetime(3).onCreate(() => new Date()),
  },
});

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type Action, activitySource, type EntityType, type Posted } from '@timetracker/shared';

/**
 * What somebody did, once and for ever. `id` is gap-free and in commit order (DESIGN decision 1): primary key,
 * resume cursor of live streams and tie-break of the feed. No foreign keys: the trail outlives what it speaks of.
 */
export const Activity = defineEntity({
  name: 'Activity',
  tableName: 'activities',
  properties: {
    id: p.bigint('number').primary(),
    event_id: p.uuid().unique(),
    /** Null: the system itself. */
    user_id: p.integer().nullable(),
    action: p.text().$type<Action>(),
    entity_type: p.text().$type<EntityType>(),
    entity_id: p.integer(),
    entity_name: p.text().nullable(),
    description: p.text(),
    extra_data: p.json<Record<string, unknown>>(),
    project_id: p.integer().nullable(),
    ip_address: p.text().nullable(),
    user_agent: p.text().nullable(),
    /** Of what somebody posted with a key: who, from where and when. */
    posted: p.json<Posted>().nullable(),
    source: p.enum(activitySource.options),
    /** When it happened; the feed's sort key together with `id`. */
    created_at: p.datetime(3),
    /** When it was stored. */
    recorded_at: p.datetime(3),
  },
});
export type Activity = InferEntity<typeof Activity>;

import { defineEntity, p } from '@mikro-orm/core';

/**
 * An event that can never be stored, kept with the reason so that nothing is lost silently.
 * `payload` is text: what made it unfit may not fit into jsonb either.
 */
export const SetAsideEvent = defineEntity({
  name: 'SetAsideEvent',
  tableName: 'activity_set_aside',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    event_id: p.text().nullable(),
    reason: p.enum(['invalid', 'rejected', 'conflict']),
    detail: p.text(),
    payload: p.text(),
    set_aside_at: p.datetime(3).onCreate(() => new Date()),
  },
});

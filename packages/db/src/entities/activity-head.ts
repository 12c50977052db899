import { defineEntity, p } from '@mikro-orm/core';

/**
 * One row: the highest activity id ever given. Whoever holds its row lock is the writer, so ids are gap-free and
 * in commit order, and are never given twice, also when the newest activities were removed.
 */
export const ActivityHead = defineEntity({
  name: 'ActivityHead',
  tableName: 'activity_head',
  properties: {
    only: p.boolean().primary(),
    last_id: p.bigint('number'),
  },
});

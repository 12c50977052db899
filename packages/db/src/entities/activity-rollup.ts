import { defineEntity, p } from '@mikro-orm/core';

/**
 * How many activities a bucket of a series holds. A key part that a series does not count by is 0 or ''.
 * The series are declared in ingest/rollup-series.ts.
 */
export const ActivityRollup = defineEntity({
  name: 'ActivityRollup',
  tableName: 'activity_rollups',
  properties: {
    series: p.text().primary(),
    bucket: p.datetime(3).primary(),
    user_id: p.integer().primary(),
    project_id: p.integer().primary(),
    entity_type: p.text().primary(),
    action: p.text().primary(),
    count: p.bigint('number'),
  },
});

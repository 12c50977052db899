import { adminOnlyTypes } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { type Dimension, type Grain, type RollupSeries } from './rollup-series.ts';

type Part = RawBuilder<unknown>;

/** The start of the bucket that an activity falls into: the twin of `bucketOf`, over rows. */
export const bucketSql = (grain: Grain): Part =>
  grain === 'quarter_hour'
    ? sql`date_bin('15 minutes', activities.created_at, '1970-01-01T00:00:00Z'::timestamptz)`
    : sql`date_trunc(${sql.lit(grain)}, activities.created_at, 'UTC')`;

const ofRow: Record<Dimension, Part> = {
  user_id: sql`coalesce(activities.user_id, 0)`,
  project_id: sql`coalesce(activities.project_id, 0)`,
  restricted_type: sql`case when activities.entity_type = any(${adminOnlyTypes}::text[])
    then activities.entity_type else '' end`,
  entity_type: sql`activities.entity_type`,
  action: sql`activities.action`,
};

/** What an activity counts as in a dimension, as the rollups write it: the twin of what `rollupDeltas` does. */
export const dimensionSql = (dimension: Dimension): Part => ofRow[dimension];

/**
 * What the rows say about a series: a subquery with the columns of `activity_rollups` in their order.
 * @param where which rows count, a condition over `activities`
 */
export function seriesSql({ series, grain, by }: RollupSeries, where: RawBuilder<boolean>): Part {
  const has = (dimension: Dimension) => by.includes(dimension);
  const type = has('entity_type') ? 'entity_type' : 'restricted_type';
  return sql`(
    select ${sql.lit(series)}::text as series, bucket, user_id, project_id, entity_type, action, count(*) as count
    from (
      select ${bucketSql(grain)} as bucket,
        ${has('user_id') ? ofRow.user_id : sql`0`} as user_id,
        ${has('project_id') ? ofRow.project_id : sql`0`} as project_id,
        ${has(type) ? ofRow[type] : sql`''`}::text as entity_type,
        ${has('action') ? ofRow.action : sql`''`}::text as action
      from activities where ${where}) keys
    group by bucket, user_id, project_id, entity_type, action)`;
}

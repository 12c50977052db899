import { type RawBuilder, sql } from 'kysely';
import type { Dimension, Grain, RollupSeries } from './rollup-series.ts';
import { type RollupSlice, withinSql } from './rollup-slices.ts';
import { bucketSql, dimensionSql } from './series-sql.ts';

const grains: readonly Grain[] = ['quarter_hour', 'hour', 'day', 'month'];
const dimensions: readonly Dimension[] = [
  'user_id',
  'project_id',
  'restricted_type',
  'entity_type',
  'action',
];

/**
 * What the rollups of a slice ought to be, by its activities: a query with the columns of `activity_rollups`, in their
 * order. The activities are read once, and what counts of them is kept for all series. (Grouping sets would do the same
 * in one step, but as soon as PostgreSQL expects many groups it sorts for each: that took several times as long.)
 */
export function sliceCountsSql(series: readonly RollupSeries[], slice: RollupSlice): RawBuilder<unknown> {
  return sql`
    with keys as materialized (
      select ${sql.join(grains.map((grain) => sql`${bucketSql(grain)} as ${sql.ref(grain)}`))},
        ${sql.join(dimensions.map((dimension) => sql`${dimensionSql(dimension)} as ${sql.ref(dimension)}`))}
      from activities where ${withinSql(sql`activities.created_at`, slice)}
    )
    ${sql.join(series.map(seriesCountsSql), sql` union all `)}`;
}

function seriesCountsSql({ series, grain, by }: RollupSeries): RawBuilder<unknown> {
  const type = by.includes('entity_type') ? 'entity_type' : 'restricted_type';
  const part = (dimension: Dimension, nothing: RawBuilder<unknown>) =>
    by.includes(dimension) ? sql.ref(dimension) : nothing;
  return sql`
    select ${sql.lit(series)}::text as series, ${sql.ref(grain)} as bucket, ${part('user_id', sql`0`)} as user_id,
      ${part('project_id', sql`0`)} as project_id, ${part(type, sql`''`)} as entity_type,
      ${part('action', sql`''`)} as action, count(*) as count
    from keys group by ${sql.join([grain, ...by].map((key) => sql.ref(key)))}`;
}

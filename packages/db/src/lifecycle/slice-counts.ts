import { type RawBuilder, sql } from 'kysely';
import type { Dimension, Grain, RollupSeries } from '../ingest/rollup-series.ts';
import { bucketSql, dimensionSql } from '../ingest/series-sql.ts';
import { type RollupSlice, withinSql } from './rollup-slices.ts';

const grains: readonly Grain[] = ['quarter_hour', 'hour', 'day', 'month'];
const dimensions: readonly Dimension[] = [
  'user_id',
  'project_id',
  'restricted_type',
  'entity_type',
  'action',
];
const keys = [...grains, ...dimensions];

const keysOf = ({ grain, by }: RollupSeries) => [grain, ...by];
const columns = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

/** What `grouping` says of a series' rows: a bit for each key that they are not grouped by, the first key's highest. */
const maskOf = (series: RollupSeries) => {
  const by: readonly string[] = keysOf(series);
  return keys.reduce((mask, key) => mask * 2 + (by.includes(key) ? 0 : 1), 0);
};

/**
 * What the rows of a slice say about several series, from one pass over them: a query with the columns of
 * `activity_rollups`, in their order.
 */
export function sliceCountsSql(series: readonly RollupSeries[], slice: RollupSlice): RawBuilder<unknown> {
  // Nothing to group by would be one group of everything.
  if (series.length === 0) return sql`select * from activity_rollups where false`;
  const names = series.map((one) => sql`when ${sql.lit(maskOf(one))} then ${sql.lit(one.series)}`);
  const sets = series.map((one) => sql`(${columns(keysOf(one))})`);
  return sql`
    select case grouping(${columns(keys)}) ${sql.join(names, sql` `)} end as series,
      coalesce(${columns(grains)}) as bucket, coalesce(user_id, 0) as user_id, coalesce(project_id, 0) as project_id,
      coalesce(entity_type, restricted_type, '') as entity_type, coalesce(action, '') as action, count(*) as count
    from (
      select ${sql.join(grains.map((grain) => sql`${bucketSql(grain)} as ${sql.ref(grain)}`))},
        ${sql.join(dimensions.map((dimension) => sql`${dimensionSql(dimension)} as ${sql.ref(dimension)}`))}
      from activities where ${withinSql(sql`activities.created_at`, slice)}
    ) as keys
    group by grouping sets (${sql.join(sets)})`;
}

import { type RawBuilder, sql } from 'kysely';
import { type RollupSeries, rollupSeries } from '../../ingest/rollup-series.ts';
import { type Visibility, visibleSql } from '../../visibility/visibility.ts';
import { coverOf, type Grain, type Range } from './cover.ts';

type Dimension = RollupSeries['by'][number];
type Part = RawBuilder<unknown>;

const coarsestFirst: readonly Grain[] = ['month', 'day', 'hour'];

const seriesOf = (by: readonly Dimension[], grain: Grain): RollupSeries | undefined =>
  rollupSeries.find(
    (series) =>
      series.grain === grain &&
      series.by.length === by.length &&
      by.every((dimension) => (series.by as readonly Dimension[]).includes(dimension)),
  );

/**
 * The activities of a period as counts: a subquery with the columns `at`, `count` and the dimensions, each row of which
 * lies as a whole between two cuts. Grouping it by {@link slotSql} gives every part's exact numbers.
 *
 * This is the seam between what is asked and where it is counted: whoever sees everything is answered from the rollups
 * and, at edges that no rollup fits, from the rows; others from the rows that they may see. One statement reads one
 * snapshot, in which rollups and rows agree.
 * @param cuts epoch milliseconds, ascending: first instant, divisions, end (not included)
 * @param by what it is going to be grouped by; no person and no project is 0
 * @param coarsest no rollup coarser than this, for those who need the time of an activity
 */
export function countedSql(
  visibility: Visibility,
  cuts: readonly number[],
  by: readonly Dimension[],
  coarsest: Grain | 'row' = 'month',
): Part {
  if (visibility.kind !== 'everything') return sql`(${rowsSql(coverOf(cuts, []).row, by, visibility)})`;
  const usable = coarsestFirst.slice(
    coarsest === 'row' ? coarsestFirst.length : coarsestFirst.indexOf(coarsest),
  );
  const grains = usable.filter((grain) => seriesOf(by, grain));
  const cover = coverOf(cuts, grains);
  const parts = grains
    .filter((grain) => cover[grain].length > 0)
    .map((grain) => rollupsSql(seriesOf(by, grain)?.series ?? '', cover[grain], by));
  if (cover.row.length > 0 || parts.length === 0) parts.push(rowsSql(cover.row, by, visibility));
  return sql`(${sql.join(parts, sql` union all `)})`;
}

/** Which part of a period an instant is in, from 1: part n begins at cut n. */
export const slotSql = (cuts: readonly number[]): RawBuilder<number> =>
  sql<number>`width_bucket(at, ${cuts.map(isoOf)}::timestamptz[])`;

const isoOf = (instant: number) => new Date(instant).toISOString();

const rangesSql = (ranges: readonly Range[]): Part =>
  sql`unnest(${ranges.map(([from]) => isoOf(from))}::timestamptz[],
    ${ranges.map(([, to]) => isoOf(to))}::timestamptz[]) as part (lower, upper)`;

const rollupsSql = (series: string, ranges: readonly Range[], by: readonly Dimension[]): Part => sql`
  select activity_rollups.bucket as at, ${sql.join(by.map((dimension) => sql.ref(`activity_rollups.${dimension}`)))},
    activity_rollups.count
  from ${rangesSql(ranges)} join activity_rollups on activity_rollups.series = ${series}
    and activity_rollups.bucket >= part.lower and activity_rollups.bucket < part.upper`;

const none: Record<Dimension, Part> = {
  user_id: sql`coalesce(activities.user_id, 0) as user_id`,
  project_id: sql`coalesce(activities.project_id, 0) as project_id`,
  entity_type: sql`activities.entity_type`,
  action: sql`activities.action`,
};

const rowsSql = (ranges: readonly Range[], by: readonly Dimension[], visibility: Visibility): Part => sql`
  select activities.created_at as at, ${sql.join(by.map((dimension) => none[dimension]))}, 1 as count
  from ${rangesSql(ranges)} join activities
    on activities.created_at >= part.lower and activities.created_at < part.upper
  where ${visibleSql(visibility)}`;

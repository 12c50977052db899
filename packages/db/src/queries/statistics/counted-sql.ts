import { type RawBuilder, sql } from 'kysely';
import { type RollupSeries, rollupSeries } from '../../ingest/rollup-series.ts';
import { type Visibility, visibleSql } from '../../visibility/visibility.ts';
import { coverOf, type Grain, type Range } from './cover.ts';

type Dimension = RollupSeries['by'][number];
type Part = RawBuilder<unknown>;

const coarsestFirst: readonly Grain[] = ['month', 'day', 'hour', 'quarter_hour'];

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
 * @param fromRows for times of day that no rollup keeps
 */
export function countedSql(
  visibility: Visibility,
  cuts: readonly number[],
  by: readonly Dimension[],
  fromRows = false,
): Part {
  const grains =
    visibility.kind === 'everything' && !fromRows ? coarsestFirst.filter((grain) => seriesOf(by, grain)) : [];
  const cover = coverOf(cuts, grains);
  const parts = grains
    .filter((grain) => cover[grain].length > 0)
    .map((grain) => rollupsSql(seriesOf(by, grain)?.series ?? '', cover[grain], by));
  if (cover.row.length > 0) parts.push(rowsSql(cover.row, by, visibility));
  return sql`(${sql.join(parts, sql` union all `)})`;
}

/** Which part of a period an instant is in, from 1: part n begins at cut n. */
export const slotSql = (cuts: readonly number[]): RawBuilder<number> =>
  sql<number>`width_bucket(at, ${cuts.map(isoOf)}::timestamptz[])`;

const isoOf = (instant: number) => new Date(instant).toISOString();

const FEW = 8;

/**
 * The same selection for every range. A few are written out, so that the planner knows how much each is; for many it
 * looks each up by its index.
 */
function forRanges(ranges: readonly Range[], select: (from: Part, to: Part) => Part): Part {
  if (ranges.length <= FEW) {
    const each = ranges.map(([from, to]) =>
      select(sql`${isoOf(from)}::timestamptz`, sql`${isoOf(to)}::timestamptz`),
    );
    return sql.join(each, sql` union all `);
  }
  const column = (end: 0 | 1) => sql`${ranges.map((range) => isoOf(range[end]))}::timestamptz[]`;
  return sql`select counts.* from unnest(${column(0)}, ${column(1)}) as range (lower, upper)
    cross join lateral (${select(sql`range.lower`, sql`range.upper`)} offset 0) counts`;
}

const rollupsSql = (series: string, ranges: readonly Range[], by: readonly Dimension[]): Part =>
  forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([sql`bucket as at, count`, ...by.map((dimension) => sql.ref(dimension))])} from activity_rollups
      where series = ${series} and bucket >= ${from} and bucket < ${to}`,
  );

const ofRow: Record<Dimension, Part> = {
  user_id: sql`coalesce(activities.user_id, 0) as user_id`,
  project_id: sql`coalesce(activities.project_id, 0) as project_id`,
  entity_type: sql`activities.entity_type`,
  action: sql`activities.action`,
};

const rowsSql = (ranges: readonly Range[], by: readonly Dimension[], visibility: Visibility): Part =>
  forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([sql`activities.created_at as at, 1 as count`, ...by.map((dimension) => ofRow[dimension])])}
      from activities
      where activities.created_at >= ${from} and activities.created_at < ${to} and ${visibleSql(visibility)}`,
  );

import { adminOnlyTypes } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { type Dimension, type Grain, type RollupSeries, rollupSeries } from '../../ingest/rollup-series.ts';
import { dimensionSql } from '../../ingest/series-sql.ts';
import { type Cell, isCounted } from '../scope/cell.ts';
import { allOf, cellSql, instantSql, rollupAxes } from '../scope/cell-sql.ts';
import { isAny } from '../scope/one-of.ts';
import { coverOf, type Range, type Remainder } from './cover.ts';

type Part = RawBuilder<unknown>;
/** What counts can be grouped by. */
export type CountedBy = Exclude<Dimension, 'restricted_type'>;

/** Coarsest first. */
const allGrains: readonly Grain[] = ['month', 'day', 'hour', 'quarter_hour'];

/**
 * The activities of a period as counts: a subquery with the columns `at`, `count` and the dimensions, each row of which
 * lies as a whole between two cuts. Grouping it by {@link slotSql} gives every part's exact numbers.
 *
 * This is the seam between what is asked and where it is counted: each cell is answered from the rollups that know its
 * dimensions and, at edges that no rollup fits, from the rows. One statement reads one snapshot, in which rollups and
 * rows agree.
 * @param cuts epoch milliseconds, ascending: first instant, divisions, end (not included)
 * @param by what it is going to be grouped by; no person and no project is 0
 * @param grains which rollups may answer: where `at` is more than a place between two cuts, only those fine enough
 * @param everStored counts what was purged, too, as far as rollups answer: of purged rows, nothing is left to count
 */
export function countedSql(
  cells: readonly Cell[],
  cuts: readonly number[],
  by: readonly CountedBy[],
  grains = allGrains,
  everStored = false,
): Part {
  const parts = cells.flatMap((cell) => cellParts(cell, cuts, by, { allowed: grains, everStored }));
  return parts.length === 0 ? nothingSql(by) : sql`(${sql.join(parts, sql` union all `)})`;
}

/** Which part of a period an instant is in, from 1: part n begins at cut n. */
export const slotSql = (cuts: readonly number[]): RawBuilder<number> =>
  sql<number>`width_bucket(at, ${cuts.map((cut) => new Date(cut).toISOString())}::timestamptz[])`;

function cellParts(
  cell: Cell,
  cuts: readonly number[],
  by: readonly CountedBy[],
  { allowed, everStored }: { allowed: readonly Grain[]; everStored: boolean },
): Part[] {
  const needed = isCounted(cell) ? neededBy(cell, by) : undefined;
  const grains = needed ? allowed.filter((grain) => seriesFor(grain, needed)) : [];
  const within = cuts.map((cut) => Math.min(Math.max(cut, cell.from), cell.to));
  const cover = coverOf(within, grains, Date.now());
  const seriesOf = (grain: Grain) => seriesFor(grain, needed ?? [])?.series ?? '';
  return [
    ...grains
      .filter((grain) => cover[grain].length > 0)
      .flatMap((grain) =>
        tables(everStored).map((table) =>
          rollupsSql({ table, series: seriesOf(grain) }, cover[grain], by, cell),
        ),
      ),
    ...cover.remainder.flatMap((remainder) => remainderSql(remainder, seriesOf(remainder.grain), by, cell)),
    ...(cover.row.length > 0 ? [rowsSql(cover.row, by, cell)] : []),
  ];
}

const tables = (everStored: boolean) =>
  everStored ? (['activity_rollups', 'activity_rollups_purged'] as const) : (['activity_rollups'] as const);

/** The dimensions without which a cell could not be told from others, or not be grouped. */
function neededBy({ users, projects, types, actions }: Cell, by: readonly CountedBy[]): Dimension[] {
  const needed = new Set<Dimension>(by);
  if (!isAny(users)) needed.add('user_id');
  if (!isAny(projects)) needed.add('project_id');
  if (!isAny(actions)) needed.add('action');
  if (!isAny(types))
    needed.add('not_in' in types && types.not_in.every(isRestricted) ? 'restricted_type' : 'entity_type');
  return [...needed];
}

const isRestricted = (type: string) => (adminOnlyTypes as readonly string[]).includes(type);

/** The series with the fewest rows that knows the dimensions; whoever knows the types knows which are restricted. */
const seriesFor = (grain: Grain, needed: readonly Dimension[]): RollupSeries | undefined =>
  rollupSeries.find(
    (series: RollupSeries) =>
      series.grain === grain &&
      needed.every(
        (dimension) =>
          series.by.includes(dimension) ||
          (dimension === 'restricted_type' && series.by.includes('entity_type')),
      ),
  );

/** Whether rollups of a grain tell the activities of a cell from others: else its rows are counted. */
export const isCountedBy = (grain: Grain, cell: Cell): boolean =>
  isCounted(cell) && seriesFor(grain, neededBy(cell, [])) !== undefined;

const FEW = 8;

/**
 * The same selection for every range. A few are written out, so that the planner knows how much each is; for many it
 * looks each up by its index.
 */
function forRanges(ranges: readonly Range[], select: (from: Part, to: Part) => Part): Part {
  if (ranges.length <= FEW)
    return sql.join(
      ranges.map(([from, to]) => select(instantSql(from), instantSql(to))),
      sql` union all `,
    );
  const column = (end: 0 | 1) =>
    sql`${ranges.map((range) => new Date(range[end]).toISOString())}::timestamptz[]`;
  return sql`select counts.* from unnest(${column(0)}, ${column(1)}) as range (lower, upper)
    cross join lateral (${select(sql`range.lower`, sql`range.upper`)} offset 0) counts`;
}

function rollupsSql(
  { table, series }: { table: string; series: string },
  ranges: readonly Range[],
  by: readonly CountedBy[],
  cell: Cell,
  counted: Part = sql`bucket as at, count`,
): Part {
  const condition = allOf(Object.values(rollupAxes(cell)));
  return forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([counted, ...by.map((dimension) => sql.ref(dimension))])}
      from ${sql.table(table)} as activity_rollups
      where series = ${series} and bucket >= ${from} and bucket < ${to} and ${condition}`,
  );
}

const oneEach = sql`activities.created_at as at, 1 as count`;

function rowsSql(
  ranges: readonly Range[],
  by: readonly CountedBy[],
  cell: Cell,
  counted: Part = oneEach,
): Part {
  const condition = cellSql(cell);
  const columns = by.map((dimension) => sql`${dimensionSql(dimension)} as ${sql.ref(dimension)}`);
  return forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([counted, ...columns])}
      from activities
      where activities.created_at >= ${from} and activities.created_at < ${to} and ${condition}`,
  );
}

/** All of it counts as if it happened when the part begins. What was purged of the bucket lies nobody knows where in it. */
function remainderSql(
  { bucket, part }: Remainder,
  series: string,
  by: readonly CountedBy[],
  cell: Cell,
): Part[] {
  const at = instantSql(part[0]);
  const counted = (count: Part) => sql`${at} as at, ${count} as count`;
  const outside: Range[] = [
    [bucket[0], part[0]],
    [part[1], bucket[1]],
  ];
  return [
    rollupsSql({ table: 'activity_rollups', series }, [bucket], by, cell, counted(sql`count`)),
    rowsSql(
      outside.filter(([from, to]) => from < to),
      by,
      cell,
      counted(sql`-1`),
    ),
  ];
}

const nothing: Record<CountedBy, Part> = {
  user_id: sql`0 as user_id`,
  project_id: sql`0 as project_id`,
  entity_type: sql`'' as entity_type`,
  action: sql`'' as action`,
};

const nothingSql = (by: readonly CountedBy[]): Part => sql`(
  select ${sql.join([sql`now() as at, 0 as count`, ...by.map((dimension) => nothing[dimension])])} where false)`;

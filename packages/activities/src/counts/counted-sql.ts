import { adminOnlyTypes } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { type Dimension, type Grain, type RollupSeries, rollupSeries } from '../rollups/rollup-series.ts';
import { dimensionSql } from '../rollups/series-sql.ts';
import { type FilterScope, isCounted } from '../scope/filter-scope.ts';
import { allOf, filterScopeSql, instantSql, rollupAxes } from '../scope/filter-scope-sql.ts';
import { isAny } from '../scope/value-set.ts';
import { type Cover, coverOf, type Range } from './cover.ts';

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
  cells: readonly FilterScope[],
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
  cell: FilterScope,
  cuts: readonly number[],
  by: readonly CountedBy[],
  { allowed, everStored }: { allowed: readonly Grain[]; everStored: boolean },
): Part[] {
  const needed = isCounted(cell) ? neededBy(cell, by) : undefined;
  const grains = needed ? allowed.filter((grain) => seriesFor(grain, needed)) : [];
  const within = cuts.map((cut) => Math.min(Math.max(cut, cell.from), cell.to));
  const counted: Counted = {
    table: 'activity_rollups',
    seriesOf: (grain) => seriesFor(grain, needed ?? [])?.series ?? '',
    by,
    cell,
  };
  const kept = coverParts(coverOf(within, grains, Date.now()), counted);
  if (!everStored) return kept;
  // Of a part of a bucket nobody knows how much of what was purged lay in it.
  const purged = { ...coverOf(within, grains), row: [] };
  return [...kept, ...coverParts(purged, { ...counted, table: 'activity_rollups_purged' })];
}

/** What is counted, and where. */
interface Counted {
  table: 'activity_rollups' | 'activity_rollups_purged';
  seriesOf: (grain: Grain) => string;
  by: readonly CountedBy[];
  cell: FilterScope;
}

/** Whether it is added or taken away, and when it counts as happened, unless that is when it did. */
interface Sign {
  sign: 1 | -1;
  at?: number;
}

function coverParts(cover: Cover, counted: Counted, { sign, at }: Sign = { sign: 1 }): Part[] {
  const columns = (when: Part, count: Part, from = at) =>
    sql`${from === undefined ? when : instantSql(from)} as at, ${sign === 1 ? count : sql`-${count}`} as count`;
  const rollups = (grain: Grain, ranges: readonly Range[], from = at) =>
    rollupsSql(counted, grain, ranges, columns(sql`bucket`, sql`count`, from));
  return [
    ...allGrains.filter((grain) => cover[grain].length > 0).map((grain) => rollups(grain, cover[grain])),
    // All of a part counts as if it happened when the part begins.
    ...cover.remainder.flatMap(({ grain, bucket, part, outside }) => [
      rollups(grain, [bucket], at ?? part[0]),
      ...coverParts(outside, counted, { sign: sign === 1 ? -1 : 1, at: at ?? part[0] }),
    ]),
    ...(cover.row.length > 0
      ? [rowsSql(counted, cover.row, columns(sql`activities.created_at`, sql`1`))]
      : []),
  ];
}

/** The dimensions without which a cell could not be told from others, or not be grouped. */
function neededBy({ users, projects, types, actions }: FilterScope, by: readonly CountedBy[]): Dimension[] {
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
export const isCountedBy = (grain: Grain, cell: FilterScope): boolean =>
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
  { table, seriesOf, by, cell }: Counted,
  grain: Grain,
  ranges: readonly Range[],
  counted: Part,
): Part {
  const condition = allOf(Object.values(rollupAxes(cell)));
  return forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([counted, ...by.map((dimension) => sql.ref(dimension))])}
      from ${sql.table(table)} as activity_rollups
      where series = ${seriesOf(grain)} and bucket >= ${from} and bucket < ${to} and ${condition}`,
  );
}

function rowsSql({ by, cell }: Counted, ranges: readonly Range[], counted: Part): Part {
  const condition = filterScopeSql(cell);
  const columns = by.map((dimension) => sql`${dimensionSql(dimension)} as ${sql.ref(dimension)}`);
  return forRanges(
    ranges,
    (from, to) => sql`
      select ${sql.join([counted, ...columns])}
      from activities
      where activities.created_at >= ${from} and activities.created_at < ${to} and ${condition}`,
  );
}

const nothing: Record<CountedBy, Part> = {
  user_id: sql`0 as user_id`,
  project_id: sql`0 as project_id`,
  entity_type: sql`'' as entity_type`,
  action: sql`'' as action`,
};

const nothingSql = (by: readonly CountedBy[]): Part => sql`(
  select ${sql.join([sql`now() as at, 0 as count`, ...by.map((dimension) => nothing[dimension])])} where false)`;

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Grain } from '../rollups/rollup-series.ts';
import { ALL_TIME, type FilterScope, type Span } from '../scope/filter-scope.ts';
import { countedSql } from './counted-sql.ts';
import { bucketAround } from './cover.ts';

/** How many activities of a scope lie in a stretch of time. */
export interface SpanCount extends Span {
  count: number;
}

/**
 * How many activities the cells have in each bucket of a span: newest first, without empty ones.
 * @param grain `quarter_hour` is no grain of everything: ask for it only where it pays
 */
export async function countsBy(
  em: EntityManager,
  cells: readonly FilterScope[],
  grain: Grain,
  { from, to }: Span = ALL_TIME,
): Promise<SpanCount[]> {
  if (cells.length === 0) return [];
  const bucket =
    grain === 'quarter_hour'
      ? sql`date_bin('15 minutes', at, '1970-01-01T00:00:00Z'::timestamptz)`
      : sql`date_trunc(${sql.lit(grain)}, at, 'UTC')`;
  const { rows } = await sql<{ bucket: Date; count: number }>`
    select ${bucket} as bucket, sum(count)::bigint as count
    from ${countedSql(cells, [from, to], [], grainsUpTo[grain])} counted
    group by 1 having sum(count) > 0 order by 1 desc`.execute(em.getKysely());
  return rows.map(({ bucket, count }) => {
    const [start, end] = bucketAround[grain](bucket.getTime());
    return { from: start, to: end, count };
  });
}

// A coarser bucket than asked for could not be divided.
const grainsUpTo: Record<Grain, Grain[]> = {
  month: ['month', 'day', 'hour', 'quarter_hour'],
  day: ['day', 'hour', 'quarter_hour'],
  hour: ['hour', 'quarter_hour'],
  quarter_hour: ['quarter_hour'],
};

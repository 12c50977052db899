import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { rollupSeries } from './rollup-series.ts';

/** A stretch of time, both ends included, see `instantSql`. */
export interface RollupSlice {
  first: string;
  last: string;
}

/** An instant as ISO 8601 in UTC, or as PostgreSQL writes it where that cannot: a text that it reads as that instant. */
export const instantSql = (instant: RawBuilder<unknown>): RawBuilder<string> => sql`
  case when ${instant} >= '0001-01-01T00:00:00Z'::timestamptz and ${instant} < '10000-01-01T00:00:00Z'::timestamptz
    then to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else ${instant}::text end`;

/** Whether an instant lies within a slice. */
export const withinSql = (instant: RawBuilder<unknown>, { first, last }: RollupSlice): RawBuilder<boolean> =>
  sql`${instant} between ${first}::timestamptz and ${last}::timestamptz`;

/** The declared series, and those that have rollups although nobody declares them any more. */
export async function knownSeries(em: EntityManager): Promise<string[]> {
  const { rows } = await sql<{ series: string }>`
    with recursive names as (
      (select series from activity_rollups order by series limit 1)
      union all
      select (select series from activity_rollups where series > names.series order by series limit 1)
      from names where names.series is not null
    )
    select series from names where series is not null`.execute(em.getKysely());
  return [...new Set([...rollupSeries, ...rows].map(({ series }) => series))];
}

/**
 * The months in UTC that have an activity or a rollup, oldest first: no bucket reaches beyond a month. Found by looks
 * into indexes, one for each series and month, so that years of nothing cost nothing. An instant that is infinite, which
 * only a hand can have written, is a slice of its own.
 * @param series whose rollups count, see `knownSeries`
 */
export async function rollupSlices(em: EntityManager, series: readonly string[]): Promise<RollupSlice[]> {
  const { rows } = await sql<RollupSlice>`
    with recursive slices as (
      select null::timestamptz as first, null::timestamptz as last
      union all
      select month.* from slices, lateral (${nextMonthSql(series)}) as month
    )
    select ${instantSql(sql`slices.first`)} as first, ${instantSql(sql`slices.last`)} as last
    from slices where first is not null order by slices.first`.execute(em.getKysely());
  return rows;
}

/** Of what lies after `slices.last`, the first month; without any, no row. */
const nextMonthSql = (series: readonly string[]) => sql`
  select
    case when isfinite(instant) then start at time zone 'UTC' else instant end as first,
    case when isfinite(instant)
      then (start + interval '1 month' - interval '1 millisecond') at time zone 'UTC' else instant end as last
  from (
    select instant, date_trunc('month', instant at time zone 'UTC') as start
    from (
      select least(
        ${earliest(sql`created_at`, sql`activities`, sql`true`)},
        (select min(earliest) from unnest(${series}::text[]) as names (name), lateral (
          select ${earliest(sql`bucket`, sql`activity_rollups`, sql`series = names.name`)} as earliest
        ) as of_series)
      ) as instant
    ) as nearest
    where instant is not null
  ) as month`;

/** Two looks instead of one condition with "or", so that each is a look into an index. */
const earliest = (
  instant: RawBuilder<unknown>,
  table: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
) => sql`
  case when slices.last is null
    then (select min(${instant}) from ${table} where ${where})
    else (select min(${instant}) from ${table} where ${where} and ${instant} > slices.last) end`;

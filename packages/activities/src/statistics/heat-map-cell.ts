import type { EntityManager } from '@mikro-orm/postgresql';
import type { HeatMapCellInput, HeatMapCellOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import { allVisible } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { everCountedSql } from './ever-counted-sql.ts';
import { boundsOf, type Window, windowOf } from './window.ts';
import { clockGrains, offsetsOf, periodSql, wallClockSql, type ZoneOffset } from './zone-offsets.ts';

const HOUR_MS = 3_600_000;

interface Row {
  /** The hour as clocks showed it, written as if in UTC. */
  shown: Date;
  /** Which offset was in force, from 1: an hour that clocks showed twice is two hours. */
  period: number;
  count: number;
  total_activities: number;
  total_hours: number;
}

/**
 * The hours that one cell of the heat map adds up, the latest first, each with the bounds of its activities.
 * @throws {AppError} invalid for a window that cannot be
 */
export async function heatMapCell(
  em: EntityManager,
  input: HeatMapCellInput,
  visibility: Visibility,
  now = new Date(),
): Promise<HeatMapCellOutput> {
  const window = windowOf(input, now);
  const offsets = offsetsOf(window);
  const { rows } = await sql<Row>`
    select shown at time zone 'UTC' as shown, period, sum(count)::bigint as count,
      (sum(sum(count)) over ())::bigint as total_activities, count(*) over () as total_hours
    from (
      select date_trunc('hour', ${wallClockSql(offsets)}) as shown, ${periodSql(offsets)} as period, count
      from ${everCountedSql(allVisible(visibility), [window.from, window.to], [], clockGrains(offsets))} counted
    ) clocks
    where extract(isodow from shown) = ${input.weekday} and extract(hour from shown) = ${input.hour}
    group by shown, period having sum(count) > 0
    order by period desc, shown desc limit ${input.limit}`.execute(em.getKysely());
  return {
    total_activities: rows[0]?.total_activities ?? 0,
    total_hours: rows[0]?.total_hours ?? 0,
    hours: rows.map((row) => ({ ...boundsOf(hourOf(row, offsets, window)), count: row.count })),
  };
}

/** When the hour really was: within its offset, and within the window. */
function hourOf({ shown, period }: Row, offsets: readonly ZoneOffset[], window: Window) {
  const offset = offsets[period - 1];
  const start = shown.getTime() - (offset?.seconds ?? 0) * 1_000;
  return {
    from: Math.max(start, offset?.from ?? window.from),
    to: Math.min(start + HOUR_MS, offsets[period]?.from ?? window.to, window.to),
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { HeatMapOutput, StatsWindowInput } from '@timetracker/shared';
import { sql } from 'kysely';
import { allVisible } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { everCountedSql } from './ever-counted-sql.ts';
import { purgedBefore } from './purged-before.ts';
import { boundsOf, windowOf } from './window.ts';
import { clockGrains, offsetsOf, wallClockSql } from './zone-offsets.ts';

const DAYS = 7;
const HOURS = 24;

/**
 * At which hours of which weekdays things happen, as clocks show them in the window's time zone.
 * @throws {AppError} invalid for a window that cannot be
 */
export async function heatMap(
  em: EntityManager,
  input: StatsWindowInput,
  visibility: Visibility,
  now = new Date(),
): Promise<HeatMapOutput> {
  const window = windowOf(input, now);
  const offsets = offsetsOf(window);
  const { rows } = await sql<{ weekday: number; hour: number; count: number }>`
    select extract(isodow from wall_clock)::integer as weekday, extract(hour from wall_clock)::integer as hour,
      sum(count)::bigint as count
    from (
      select ${wallClockSql(offsets)} as wall_clock, count
      from ${everCountedSql(allVisible(visibility), [window.from, window.to], [], clockGrains(offsets))} counted
    ) clocks group by 1, 2`.execute(em.getKysely());
  const counts = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => 0));
  for (const { weekday, hour, count } of rows) {
    const day = counts[weekday - 1];
    if (day) day[hour] = count;
  }
  return { ...boundsOf(window), ...(await purgedBefore(em, window.from)), counts };
}

import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Grain } from '../rollups/rollup-series.ts';
import type { Window } from './window.ts';

/** From when on a time zone has which offset from UTC; epoch milliseconds and seconds. */
export interface ZoneOffset {
  from: number;
  seconds: number;
}

const QUARTER_SECONDS = 900;
const QUARTER_MS = 900_000;

/** The offsets within a window, the first from its start on. */
export function offsetsOf({ from, to, time_zone }: Window): ZoneOffset[] {
  let moment: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(time_zone);
  const offsets: ZoneOffset[] = [];
  while (moment && moment.epochMilliseconds < to) {
    offsets.push({ from: moment.epochMilliseconds, seconds: moment.offsetNanoseconds / 1e9 });
    moment = moment.getTimeZoneTransition('next');
  }
  return offsets;
}

/**
 * Whether every quarter of an hour in UTC is one in the zone as well, also where its clock changes. It is not so in
 * Newfoundland before 2012, for example, where clocks changed a minute after midnight.
 */
const hasWholeQuarters = (offsets: readonly ZoneOffset[]) =>
  offsets.every(
    ({ from, seconds }, index) => seconds % QUARTER_SECONDS === 0 && (index === 0 || from % QUARTER_MS === 0),
  );

/** The rollups from which can be told what clocks showed. */
export const clockGrains = (offsets: readonly ZoneOffset[]): Grain[] =>
  hasWholeQuarters(offsets) ? ['quarter_hour'] : [];

/** Which of the offsets was in force at the instant `at`, from 1. */
export const periodSql = (offsets: readonly ZoneOffset[]): RawBuilder<number> =>
  sql<number>`width_bucket(at, ${offsets.map(({ from }) => new Date(from).toISOString())}::timestamptz[])`;

/**
 * What the clock on the wall showed at the instant `at`, as a timestamp without zone. By offsets, not by the zone's
 * name: the database may know zones of another year than what made the window.
 */
export const wallClockSql = (offsets: readonly ZoneOffset[]): RawBuilder<Date> =>
  sql<Date>`(at at time zone 'UTC' + interval '1 second'
    * (${offsets.map(({ seconds }) => seconds)}::integer[])[${periodSql(offsets)}])`;

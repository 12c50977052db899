import { invalid, type StatsWindowInput } from '@timetracker/shared';
import { Temporal } from 'temporal-polyfill';

/** The period that statistics are of, epoch milliseconds: its first instant, and its end, which is not included. */
export interface Window {
  from: number;
  to: number;
  /** IANA name of the time zone whose days count. */
  time_zone: string;
}

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MOST_YEARS = 10;
const LAST = Date.UTC(9999, 0, 1);
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i;

/** The last `days` × 24 hours up to now, which is included. */
export const lastDays = (days: number, now: Date, time_zone = 'UTC'): Window => ({
  from: now.getTime() - days * DAY_MS + 1,
  to: now.getTime() + 1,
  time_zone,
});

/**
 * The window that somebody asks for: the last `days` × 24 hours, or from `start_date` to `end_date`, both included. A
 * bare date is a day of the time zone; an instant without an offset is a time there.
 * @throws {AppError} invalid, naming the field
 */
export function windowOf(input: StatsWindowInput, now: Date): Window {
  const { days, start_date, end_date, time_zone } = input;
  if (start_date === undefined) return lastDays(days ?? DEFAULT_DAYS, now, time_zone);
  const start = startOf(start_date, time_zone);
  const from = start.epochMilliseconds;
  const to = end_date === undefined ? now.getTime() + 1 : endOf(end_date, time_zone);
  // No activity is older, and PostgreSQL reads years of four digits.
  if (from < 0) throw invalid('start_date', 'must not be before 1970');
  if (to > LAST) throw invalid('end_date', 'must not be after the year 9998');
  if (from >= to) throw invalid('start_date', 'must not be after end_date');
  if (start.add({ years: MOST_YEARS }).epochMilliseconds < to)
    throw invalid('start_date', `must not be more than ${MOST_YEARS} years before end_date`);
  return { from, to, time_zone };
}

/** Of the same length and directly before. Of a window that is not over yet, the part up to now counts. */
export function windowBefore({ from, to, time_zone }: Window, now: Date): Window {
  const elapsed = Math.max(0, Math.min(to, now.getTime() + 1) - from) || to - from;
  return { from: from - elapsed, to: from, time_zone };
}

/** Its first and last instant as ISO 8601, both included, as the feed's filters take them. */
export const boundsOf = ({ from, to }: Pick<Window, 'from' | 'to'>) => ({
  start_date: new Date(from).toISOString(),
  end_date: new Date(to - 1).toISOString(),
});

/** The first moment of what was given. */
function startOf(value: string, time_zone: string): Temporal.ZonedDateTime {
  if (DATE.test(value)) return Temporal.PlainDate.from(value).toZonedDateTime(time_zone);
  if (OFFSET.test(value)) return Temporal.Instant.from(value).toZonedDateTimeISO(time_zone);
  return Temporal.PlainDateTime.from(value).toZonedDateTime(time_zone);
}

/** The moment after the last one of what was given. */
function endOf(value: string, time_zone: string): number {
  if (!DATE.test(value)) return startOf(value, time_zone).epochMilliseconds + 1;
  return Temporal.PlainDate.from(value).add({ days: 1 }).toZonedDateTime(time_zone).epochMilliseconds;
}

import { Temporal } from 'temporal-polyfill';

/** A day of the calendar, whatever the zone: `2026-11-24`. */
export type CalendarDay = string;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1_440;
const NANOSECONDS_PER_MINUTE = 60_000_000_000;

const plain = (day: CalendarDay) => Temporal.PlainDate.from(day);
const zoned = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

/** The calendar day that an instant has in a zone. @param zone a known time zone (see `knownTimeZone`) */
export const dayIn = (instant: Date, zone: string): CalendarDay =>
  zoned(instant, zone).toPlainDate().toString();

/** The day `count` days after another; before it when negative. */
export const addDays = (day: CalendarDay, count: number): CalendarDay =>
  plain(day).add({ days: count }).toString();

/** How many days the second is later than the first. */
export const daysBetween = (first: CalendarDay, second: CalendarDay): number =>
  plain(first).until(plain(second)).days;

/** The weekday of a day: 1 is Monday, 7 Sunday. */
export const isoWeekday = (day: CalendarDay): number => plain(day).dayOfWeek;

/** The first moment of a day in a zone; there are days that begin at one o'clock. */
export const startOfDay = (day: CalendarDay, zone: string): Date =>
  new Date(plain(day).toZonedDateTime(zone).epochMilliseconds);

/** The first moment of the day after. */
export const startOfNextDay = (day: CalendarDay, zone: string): Date => startOfDay(addDays(day, 1), zone);

/** The last millisecond of a day in a zone. */
export const endOfDay = (day: CalendarDay, zone: string): Date => new Date(+startOfNextDay(day, zone) - 1);

/** How long a day lasts, in hours: 24, unless the clocks are changed on it. */
export const hoursOfDay = (day: CalendarDay, zone: string): number =>
  (+startOfNextDay(day, zone) - +startOfDay(day, zone)) / HOUR_MS;

/** What a zone's clocks show at an instant: minutes since midnight, its seconds cut off. */
export function clockMinutes(instant: Date, zone: string): number {
  const { hour, minute } = zoned(instant, zone);
  return hour * MINUTES_PER_HOUR + minute;
}

/** How far a zone is ahead of UTC at an instant, in minutes. */
export const offsetMinutes = (instant: Date, zone: string): number =>
  zoned(instant, zone).offsetNanoseconds / NANOSECONDS_PER_MINUTE;

/**
 * When a zone's clocks show a time of a day.
 * @param minutes since midnight, as the clock shows them; 1,440 is the next midnight
 * @returns the instants, earlier first: one; two in the hour that comes twice when clocks are put back; none in the
 * hour that is skipped when they are put forward
 */
export function instantsAt(day: CalendarDay, minutes: number, zone: string): Date[] {
  const shown = addDays(day, Math.floor(minutes / MINUTES_PER_DAY));
  const clock = minutes % MINUTES_PER_DAY;
  const [hour, minute] = [Math.floor(clock / MINUTES_PER_HOUR), clock % MINUTES_PER_HOUR];
  const reading = plain(shown).toPlainDateTime({ hour, minute });
  const instants = (['earlier', 'later'] as const)
    .map((disambiguation) => reading.toZonedDateTime(zone, { disambiguation }))
    .filter((found) => found.hour === hour && found.minute === minute)
    .map((found) => found.epochMilliseconds);
  return [...new Set(instants)].map((instant) => new Date(instant));
}

/** The minutes that lie between two instants as clocks show them: both are cut to the minute. */
export const shownMinutes = (from: Date, to: Date): number =>
  Math.floor(+to / MINUTE_MS) - Math.floor(+from / MINUTE_MS);

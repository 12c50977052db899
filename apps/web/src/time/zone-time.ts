import { tzOffset } from '@date-fns/tz';
import { addDays } from '../activity/address/calendar-day.ts';
import { startOfDay } from '../activity/address/day-bounds.ts';
import type { CalendarDay } from './week-days.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const offsetMs = (zone: string, time: number) => tzOffset(zone, new Date(time)) * MINUTE_MS;

/** The two offsets that a clock reading may be meant with, as the clocks are changed at most once within two days. */
const offsetsAround = (zone: string, reading: number) => [
  offsetMs(zone, reading - DAY_MS),
  offsetMs(zone, reading + DAY_MS),
];

/**
 * When a zone's clocks show a time of a day.
 * @param minutes since midnight, as the clock shows them
 * @returns the instants, earlier first: one; two in the hour that comes twice when clocks are put back; none in the
 * hour that is skipped when they are put forward
 */
export function instantsAt(day: CalendarDay, minutes: number, zone: string): Date[] {
  const reading = Date.parse(day) + minutes * MINUTE_MS;
  const instants = offsetsAround(zone, reading)
    .map((offset) => reading - offset)
    .filter((instant) => instant + offsetMs(zone, instant) === reading);
  return [...new Set(instants)].sort((a, b) => a - b).map((instant) => new Date(instant));
}

/** How long a day lasts, in hours: 24, unless the clocks are changed on it. */
export const hoursOfDay = (day: CalendarDay, zone: string): number =>
  (+startOfDay(addDays(day, 1), zone) - +startOfDay(day, zone)) / (60 * MINUTE_MS);

/** What a zone's clocks show at an instant: minutes since midnight. */
export const clockMinutes = (instant: Date, zone: string): number =>
  Math.floor(((+instant + offsetMs(zone, +instant)) % DAY_MS) / MINUTE_MS);

import { addDays } from '../activity/address/calendar-day.ts';

const DAY_MS = 86_400_000;
const DAYS_IN_WEEK = 7;

/** A day of the calendar, whatever the zone: `2026-11-24`. */
export type CalendarDay = string;

/** How many days the second is later than the first. */
export const daysBetween = (first: CalendarDay, second: CalendarDay): number =>
  (Date.parse(second) - Date.parse(first)) / DAY_MS;

/** The seven days of a day's week. @param firstDay the day with which weeks begin; 0 is Sunday */
export function weekOf(day: CalendarDay, firstDay: number): CalendarDay[] {
  const passed = (new Date(day).getUTCDay() - firstDay + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  return Array.from({ length: DAYS_IN_WEEK }, (_, index) => addDays(day, index - passed));
}

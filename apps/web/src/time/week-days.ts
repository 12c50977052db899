import { addDays, type CalendarDay, isoWeekday } from '@timetracker/shared';

const DAYS_IN_WEEK = 7;

/** The seven days of a day's week. @param firstDay the day with which weeks begin; 0 is Sunday */
export function weekOf(day: CalendarDay, firstDay: number): CalendarDay[] {
  const passed = (isoWeekday(day) - firstDay + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  return Array.from({ length: DAYS_IN_WEEK }, (_, index) => addDays(day, index - passed));
}

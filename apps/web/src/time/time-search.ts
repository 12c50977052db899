import type { CalendarDay } from '@timetracker/shared';
import { isCalendarDay } from '../ui/calendar-day.ts';

/** What the address of the time page says. */
export interface TimeSearch {
  /** A day of the week to show; without it, this week. */
  date?: CalendarDay;
  /** Somebody else's, for administrators. */
  user_id?: number;
  /** Opens the dialog for a new entry. */
  new?: 1;
}

/** Reads the address; what makes no sense is as if it were not there. */
export function readTimeSearch(search: Record<string, unknown>): TimeSearch {
  const { date, user_id } = search;
  return {
    ...(typeof date === 'string' && isCalendarDay(date) && { date }),
    ...(typeof user_id === 'number' && Number.isSafeInteger(user_id) && user_id > 0 && { user_id }),
    ...(search['new'] === 1 && { new: 1 }),
  };
}

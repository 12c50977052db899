import { isCalendarDay } from '../ui/calendar-day.ts';

/** Which window the statistics page shows, as its address says it; nothing is the last 30 days. */
export interface StatisticsSearch {
  days?: number;
  period?: Period;
  start_date?: string;
  end_date?: string;
}

export type Period = 'month' | 'year';

export const DEFAULT_DAYS = 30;
const MAX_DAYS = 3_650;

const isPeriod = (value: unknown): value is Period => value === 'month' || value === 'year';
const day = (value: unknown) => (typeof value === 'string' && isCalendarDay(value) ? value : undefined);

/** What an address asks for; what it says wrongly is left out, as an address is often written by hand. */
export function readStatisticsSearch(search: Record<string, unknown>): StatisticsSearch {
  const { days, period } = search;
  const [start_date, end_date] = [day(search['start_date']), day(search['end_date'])];
  if (start_date && end_date && start_date <= end_date) return { start_date, end_date };
  if (isPeriod(period)) return { period };
  const isCount = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MAX_DAYS;
  return isCount && days !== DEFAULT_DAYS ? { days } : {};
}

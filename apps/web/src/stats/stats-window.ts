import { addDays, daysBetween, type StatsBucket } from '@timetracker/shared';
import { dayOf, timeZone } from '../i18n/format.ts';
import { DEFAULT_DAYS, type StatisticsSearch } from './statistics-search.ts';

/** Whole days of the person's zone, both included; yyyy-mm-dd. */
export interface StatsWindow {
  start_date: string;
  end_date: string;
}

/** Up to how many days of a window each is shown in, so that there are neither too few nor too many to look at. */
const finest: [StatsBucket, number][] = [
  ['hour', 2],
  ['day', 92],
  ['week', 731],
];

/** The days that an address asks for. @param today yyyy-mm-dd */
export function windowOf(search: StatisticsSearch, today: string): StatsWindow {
  const { start_date, end_date, period, days = DEFAULT_DAYS } = search;
  if (start_date && end_date) return { start_date, end_date };
  if (period === 'month') return { start_date: `${today.slice(0, 7)}-01`, end_date: today };
  if (period === 'year') return { start_date: `${today.slice(0, 4)}-01-01`, end_date: today };
  return { start_date: addDays(today, 1 - days), end_date: today };
}

export const daysIn = ({ start_date, end_date }: StatsWindow): number =>
  daysBetween(start_date, end_date) + 1;

/** What a window is divided into. */
export function bucketOf(window: StatsWindow): StatsBucket {
  const days = daysIn(window);
  return finest.find(([, most]) => days <= most)?.[0] ?? 'month';
}

/** The window as every procedure of the statistics takes it. */
export const inputOf = (window: StatsWindow) => ({ ...window, time_zone: timeZone() });

/** The part of a window that lies between two instants, the second not included. */
export function daysWithin(window: StatsWindow, start: string, end: string): StatsWindow {
  const [first, last] = [dayOf(start), dayOf(new Date(Date.parse(end) - 1))];
  return {
    start_date: first < window.start_date ? window.start_date : first,
    end_date: last > window.end_date ? window.end_date : last,
  };
}

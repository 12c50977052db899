import { t } from '../i18n/index.ts';
import type { StatsWindow } from './stats-window.ts';

const EARLIEST = '1970-01-01';
const MOST_YEARS = 10;

/** The last day of so many years that begin with a day. */
function lastOfYears(day: string, years: number): string {
  const last = new Date(`${day}T00:00:00Z`);
  last.setUTCFullYear(last.getUTCFullYear() + years);
  last.setUTCDate(last.getUTCDate() - 1);
  return last.toISOString().slice(0, day.length);
}

/** Why the API would refuse a window, said of its first day; null where it would not. Days not chosen yet are ''. */
export function windowIssue({ start_date, end_date }: StatsWindow): string | null {
  if (start_date === '') return t('stats.window.missing');
  if (start_date < EARLIEST) return t('stats.window.too_early');
  if (end_date === '') return null;
  if (start_date > end_date) return t('stats.window.order');
  return end_date > lastOfYears(start_date, MOST_YEARS) ? t('stats.window.too_long') : null;
}

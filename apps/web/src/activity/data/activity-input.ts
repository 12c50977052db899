import { addDays, endOfDay, startOfDay, type ViewFilters } from '@timetracker/shared';
import { dayOf, timeZone } from '../../i18n/format.ts';

/** The filters as the API takes them: its moments are instants, the page's are days of the person's zone. */
export function inputOf({ start_date, end_date, days, ...filters }: ViewFilters) {
  const first = days === undefined ? start_date : addDays(dayOf(new Date()), 1 - days);
  return {
    ...filters,
    ...(first && { start_date: startOfDay(first, timeZone()).toISOString() }),
    ...(end_date && { end_date: endOfDay(end_date, timeZone()).toISOString() }),
  };
}
export type ActivityInput = ReturnType<typeof inputOf>;

/** The same filters for whoever reads them by REST. @param page from 1 */
export function restPath(input: ActivityInput, page = 1): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) query.set(name, String(value));
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text === '' ? '/api/activities' : `/api/activities?${text}`;
}

import { addDays, type CalendarDay, startOfDay } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { firstDayOfWeek } from '../i18n/first-day-of-week.ts';
import { dayOf, timeZone } from '../i18n/format.ts';
import { useNow } from '../ui/clock.ts';
import { weekOf } from './week-days.ts';

const MINUTE = 60_000;
const MAX_ENTRIES = 1_000;

/**
 * The week of a day, as the person reading has weeks, and a person's time in it.
 * @param date undefined: today, also when that becomes tomorrow
 */
export function useWeek(date: CalendarDay | undefined, user_id: number) {
  const today = dayOf(new Date(useNow(MINUTE)));
  const days = weekOf(date ?? today, firstDayOfWeek());
  const [first = today] = days;
  const zone = timeZone();
  const entries = trpc.timeEntry.list.useQuery({
    user_id,
    from: startOfDay(first, zone).toISOString(),
    to: startOfDay(addDays(first, days.length), zone).toISOString(),
    limit: MAX_ENTRIES,
  });
  return { today, days, entries };
}

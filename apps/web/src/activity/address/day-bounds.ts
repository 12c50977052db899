import { TZDateMini } from '@date-fns/tz';
import { timeZone } from '../../i18n/format.ts';
import { addDays, numbersOf } from './calendar-day.ts';

/** The first moment of a calendar day in a zone; there are days that begin at one o'clock. */
export function startOfDay(day: string, zone = timeZone()): Date {
  const { year, month, date } = numbersOf(day);
  return new Date(+new TZDateMini(year, month, date, zone));
}

/** The last millisecond of a calendar day in a zone. */
export const endOfDay = (day: string, zone = timeZone()): Date =>
  new Date(+startOfDay(addDays(day, 1), zone) - 1);

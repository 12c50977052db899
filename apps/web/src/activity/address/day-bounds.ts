import { TZDateMini } from '@date-fns/tz';
import { timeZone } from '../../i18n/format.ts';

const numbersOf = (day: string) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
};

const isoDay = (date: Date) => date.toISOString().slice(0, 'yyyy-mm-dd'.length);

/** The calendar day `count` days after another. @param day and result: yyyy-mm-dd */
export function addDays(day: string, count: number): string {
  const { year, month, date } = numbersOf(day);
  return isoDay(new Date(Date.UTC(year, month, date + count)));
}

/** The first moment of a calendar day in a zone; there are days that begin at one o'clock. */
export function startOfDay(day: string, zone = timeZone()): Date {
  const { year, month, date } = numbersOf(day);
  return new Date(+new TZDateMini(year, month, date, zone));
}

/** The last millisecond of a calendar day in a zone. */
export const endOfDay = (day: string, zone = timeZone()): Date =>
  new Date(+startOfDay(addDays(day, 1), zone) - 1);

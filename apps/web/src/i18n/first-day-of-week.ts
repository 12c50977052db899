import { locale } from './active-locale.ts';

const MONDAY = 1;
const DAYS = 7;

/** A method in the standard; in some browsers still a property, or not there. */
interface WeekOfLocale {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The day with which the person's weeks begin: 0 is Sunday, 1 Monday and so on (as Mantine counts). */
export function firstDayOfWeek(): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const week: Intl.Locale & WeekOfLocale = new Intl.Locale(locale());
  const { firstDay = MONDAY } = week.getWeekInfo?.() ?? week.weekInfo ?? {};
  return (firstDay % DAYS) as ReturnType<typeof firstDayOfWeek>;
}

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

/** Whether a text is a day that the calendar has, as yyyy-mm-dd. */
export function isCalendarDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The numbers of a day, its month counted from 0 as dates have it. @param day yyyy-mm-dd */
export const numbersOf = (day: string) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
};

const isoDay = (date: Date) => date.toISOString().slice(0, 'yyyy-mm-dd'.length);

/** The calendar day `count` days after another. @param day and result: yyyy-mm-dd */
export function addDays(day: string, count: number): string {
  const { year, month, date } = numbersOf(day);
  return isoDay(new Date(Date.UTC(year, month, date + count)));
}

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

/** Whether a text is a day that the calendar has, as yyyy-mm-dd. */
export function isCalendarDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

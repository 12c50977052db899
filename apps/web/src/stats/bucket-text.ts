import type { StatsBucket } from '@timetracker/shared';
import { formatDate, formatDateTime, formatDay, formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { dates } from '../i18n/person-format.ts';

const shortDay = dates({ day: 'numeric', month: 'short' });
const shortMonth = dates({ month: 'short', year: 'numeric' });
const month = dates({ month: 'long', year: 'numeric' });
/** 1 January 2024 was a Monday. */
const weekday = dates({ weekday: 'long', timeZone: 'UTC' });
const shortWeekday = dates({ weekday: 'short', timeZone: 'UTC' });
const hour = dates({ hour: 'numeric', timeZone: 'UTC' });
const hourRange = dates({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });

const within: Record<StatsBucket, { short: (start: Date) => string; long: (start: Date) => string }> = {
  hour: { short: formatTime, long: formatDateTime },
  day: { short: (start) => shortDay().format(start), long: formatDay },
  week: {
    short: (start) => shortDay().format(start),
    long: (start) => t('stats.week_from', { day: formatDate(start) }),
  },
  month: { short: (start) => shortMonth().format(start), long: (start) => month().format(start) },
};

/** What stands at an axis: `24 Nov`. @param start the bucket's first instant, ISO 8601 */
export const bucketMark = (bucket: StatsBucket, start: string): string =>
  within[bucket].short(new Date(start));

/** What a bucket is called: `Tuesday, 24 November`. */
export const bucketName = (bucket: StatsBucket, start: string): string =>
  within[bucket].long(new Date(start));

const someDay = (isoWeekday: number, atHour = 0) => new Date(Date.UTC(2024, 0, isoWeekday, atHour));

/** `Monday`. @param isoWeekday 1 is Monday, 7 Sunday */
export const weekdayName = (isoWeekday: number): string => weekday().format(someDay(isoWeekday));
export const weekdayMark = (isoWeekday: number): string => shortWeekday().format(someDay(isoWeekday));

/** `09`, or `9 am` where one says so; no word beside it, as there is little room. */
export const hourMark = (atHour: number): string =>
  hour()
    .formatToParts(someDay(1, atHour))
    .filter(({ type }) => type === 'hour' || type === 'dayPeriod')
    .map(({ value }) => value)
    .join(' ');

/** `09:00–10:00`, or as one writes it. */
export const hourName = (atHour: number): string =>
  hourRange().formatRange(someDay(1, atHour), someDay(1, atHour + 1));

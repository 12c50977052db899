import { invalid, type StatsBucket } from '@timetracker/shared';
import { Temporal } from 'temporal-polyfill';
import type { Window } from './window.ts';

/** More than a screen or a reader can use, and few enough to answer at once. Ten years of days are less. */
const MOST_HOURS = 4_000;
const HOUR_MS = 3_600_000;

/**
 * Where the buckets of a window begin, and where the last one ends, epoch milliseconds: days, weeks from Monday and
 * months of the window's time zone, and the hours since the day began there. First and last may reach beyond the window.
 * @throws {AppError} invalid for more than 4,000 hours
 */
export function bucketCuts(window: Window, bucket: StatsBucket): number[] {
  if (bucket !== 'hour') return periodCuts(window, bucket);
  if (window.to - window.from > MOST_HOURS * HOUR_MS)
    throw invalid('bucket', `must be day, week or month for more than ${MOST_HOURS} hours`);
  return hourCuts(window);
}

/** The start of the period that a date is in, and of the n-th after it. */
const periodStart: Record<
  Exclude<StatsBucket, 'hour'>,
  (date: Temporal.PlainDate, n: number) => Temporal.PlainDate
> = {
  day: (date, days) => date.add({ days }),
  week: (date, weeks) => date.subtract({ days: date.dayOfWeek - 1 }).add({ weeks }),
  month: (date, months) => date.with({ day: 1 }).add({ months }),
};

function periodCuts({ from, to, time_zone }: Window, bucket: Exclude<StatsBucket, 'hour'>): number[] {
  const date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(time_zone).toPlainDate();
  const cut = (n: number) => periodStart[bucket](date, n).toZonedDateTime(time_zone).epochMilliseconds;
  const cuts = [cut(0)];
  for (let n = 1; (cuts.at(-1) ?? to) < to; n += 1) cuts.push(cut(n));
  return cuts;
}

/** A day may have 23 or 25 of them, and in few zones a half one. */
function hourCuts(window: Window): number[] {
  const days = periodCuts(window, 'day');
  const hours = days.slice(0, -1).flatMap((start, index) => {
    const length = (days[index + 1] ?? start) - start;
    return Array.from({ length: Math.ceil(length / HOUR_MS) }, (_, hour) => start + hour * HOUR_MS);
  });
  const cuts = [...hours, ...days.slice(-1)];
  const first = cuts.findLastIndex((cut) => cut <= window.from);
  const last = cuts.findIndex((cut) => cut >= window.to);
  return cuts.slice(first, last + 1);
}

import { dates, personFormat } from './person-format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const units = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const satisfies [Intl.RelativeTimeFormatUnit, number][];

/** Clocks differ: what this browser takes for the near future has just happened. */
const CLOCK_SKEW = 6 * MINUTE;

const relative = personFormat((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const exact = dates({ dateStyle: 'full', timeStyle: 'medium' });

/**
 * `now`, `5 minutes ago`, `yesterday`: whole units, rounded down, so that nothing seems older than it is.
 * @param moment and now: epoch milliseconds
 */
export function relativeTime(moment: number, now: number): string {
  const age = now - moment;
  const distance = Math.abs(age);
  if (age < 0 && distance < CLOCK_SKEW) return relative().format(0, 'second');
  const unit = units.find(([, length]) => distance >= length);
  if (!unit) return relative().format(0, 'second');
  const [name, length] = unit;
  return relative().format(-Math.sign(age) * Math.floor(distance / length), name);
}

/** `Tuesday, 24 November 2026 at 14:30:05`, in the person's zone. @param moment epoch milliseconds */
export const exactTime = (moment: number): string => exact().format(moment);

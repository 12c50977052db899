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

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `now`, `5 minutes ago`, `yesterday`: whole units, rounded down, so that nothing seems older than it is. */
export function relativeTime(moment: number, now: number): string {
  const age = now - moment;
  const distance = Math.abs(age);
  if (age < 0 && distance < CLOCK_SKEW) return relative.format(0, 'second');
  const unit = units.find(([, length]) => distance >= length);
  if (!unit) return relative.format(0, 'second');
  const [name, length] = unit;
  return relative.format(-Math.sign(age) * Math.floor(distance / length), name);
}

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

export const exactTime = (moment: number) => exact.format(moment);
export const dayOf = (moment: string) => day.format(new Date(moment));

const whole = new Intl.NumberFormat('en');
const twoDigits = new Intl.NumberFormat('en', { minimumIntegerDigits: 2 });

/** Milliseconds as `1:02:03`. */
export function elapsedTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const hours = Math.floor(seconds / 3_600);
  return `${whole.format(hours)}:${twoDigits.format(Math.floor(seconds / 60) % 60)}:${twoDigits.format(seconds % 60)}`;
}

export const wholeNumber = (value: number) => whole.format(value);

import { currencyDecimals, dayIn, shownMinutes } from '@timetracker/shared';
import { locale, timeZone } from './active-locale.ts';
import { dates, numbers, personFormat } from './person-format.ts';
import { t } from './t.ts';

export { locale, timeZone };

/** An ISO 8601 instant, or a Date. */
type Instant = string | Date;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const date = dates({ dateStyle: 'medium' });
const time = dates({ timeStyle: 'short' });
const dateAndTime = dates({ dateStyle: 'medium', timeStyle: 'short' });
/** A calendar day is the same in every zone. */
const bareDate = dates({ dateStyle: 'medium', timeZone: 'UTC' });
const weekday = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
const dayOfThisYear = dates(weekday);
const dayOfAnotherYear = dates({ ...weekday, year: 'numeric' });
const shortDay = dates({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDay = dates({ dateStyle: 'long', timeZone: 'UTC' });
const number = numbers({});
const twoDigits = numbers({ minimumIntegerDigits: 2 });
const list = personFormat((locale) => new Intl.ListFormat(locale));
const money = new Map<string, () => Intl.NumberFormat>();

const isDay = (value: Instant): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const instant = (value: Instant) => (typeof value === 'string' ? new Date(value) : value);

/** `24 Nov 2026`, in the person's zone. A bare day (`2026-11-24`) is that day everywhere. */
export const formatDate = (value: Instant): string =>
  (isDay(value) ? bareDate() : date()).format(instant(value));

/** `14:30`, in the person's zone. */
export const formatTime = (value: Instant): string => time().format(instant(value));

/** `24 Nov 2026, 14:30`, in the person's zone. */
export const formatDateTime = (value: Instant): string => dateAndTime().format(instant(value));

/** `Tasks, Clients and Invoices`. */
export const formatList = (parts: readonly string[]): string => list().format(parts);

/** The calendar day of an instant in the person's zone: `2026-11-24`. */
export const dayOf = (value: Instant): string => dayIn(instant(value), timeZone());

/** `Tuesday, 24 November`, with the year where it is not this one. A Date is taken for its day in the person's zone. */
export function formatDay(value: Instant): string {
  const day = isDay(value) ? value : dayOf(value);
  const isThisYear = day.slice(0, 4) === dayOf(new Date()).slice(0, 4);
  return (isThisYear ? dayOfThisYear() : dayOfAnotherYear()).format(new Date(day));
}

/** `Tue 24 Nov`. @param day `2026-11-24` */
export const formatShortDay = (day: string): string => shortDay().format(new Date(day));

/** `23 – 29 November 2026`. @param first and last: `2026-11-24` */
export const formatDays = (first: string, last: string): string =>
  longDay().formatRange(new Date(first), new Date(last));

/** `1,234.5` */
export const formatNumber = (value: number): string => number().format(value);

/** What amounts are of. */
export interface MoneyKind {
  /** ISO 4217 */
  currency: string;
  /** How many decimals the amounts have; without it, those of the currency. */
  currency_decimals?: number | undefined;
}

export const decimalsOf = ({ currency, currency_decimals }: MoneyKind): number =>
  currency_decimals ?? currencyDecimals(currency);

/** `€1,234.50` @param amount in the currency's smallest unit @param of ISO 4217 code, or what it is of */
export function formatMoney(amount: number, of: string | MoneyKind = 'EUR'): string {
  const kind = typeof of === 'string' ? { currency: of } : of;
  const digits = decimalsOf(kind);
  const key = `${kind.currency} ${digits}`;
  const format =
    money.get(key) ??
    numbers({
      style: 'currency',
      currency: kind.currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  money.set(key, format);
  return format().format(amount / 10 ** digits);
}

const minutesAndSeconds = (...parts: number[]) => parts.map((part) => twoDigits().format(part)).join(':');

/** `7:30 h`, to the nearest minute: a sum of time. A period that is shown with its times is `formatPeriod`. */
export function formatDuration(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / MINUTE);
  const sign = seconds < 0 && minutes > 0 ? '−' : '';
  const clock = `${formatNumber(Math.floor(minutes / MINUTE))}:${minutesAndSeconds(minutes % MINUTE)}`;
  return t('common.duration', { time: sign + clock });
}

/** How long a period lasts that is shown from when to when: what lies between the times as they are shown. */
export const formatPeriod = (from: Instant, to: Instant): string =>
  formatDuration(shownMinutes(instant(from), instant(to)) * MINUTE);

/** A running clock: milliseconds as `1:02:03`. */
export function elapsedTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const hours = formatNumber(Math.floor(seconds / HOUR));
  return `${hours}:${minutesAndSeconds(Math.floor(seconds / MINUTE) % MINUTE, seconds % MINUTE)}`;
}

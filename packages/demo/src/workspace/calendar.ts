import { Temporal } from 'temporal-polyfill';

/** The six weeks up to now, as days of one time zone. Instants are epoch milliseconds. */
export interface Calendar {
  now: number;
  /** In the morning of the first workday. */
  begins: number;
  time_zone: string;
  /** Mondays to Fridays as yyyy-mm-dd. The thirty before today are always there; today is the next if it is one. */
  workdays: readonly string[];
  /** The instant of a workday at so many minutes after midnight; fractions are seconds. */
  at: (workday: number, minutes: number) => number;
  /** The day so many workdays after a workday, also beyond now, as yyyy-mm-dd. */
  dayAfter: (workday: number, workdays: number) => string;
  isMonday: (workday: number) => boolean;
}

const DAYS = 42;
const SATURDAY = 6;
const MONDAY = 1;
const WORKDAYS_A_WEEK = 5;
const MINUTE_MS = 60_000;
/** Minutes after midnight. */
const BEGINS = 8 * 60;

/**
 * The six weeks before `now`.
 * @param time_zone IANA name: working hours are meant there
 */
export function createCalendar(now: Date, time_zone: string): Calendar {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(time_zone)
    .toPlainDate();
  const workdays = Array.from({ length: DAYS + 1 }, (_, days) =>
    today.subtract({ days: DAYS - days }),
  ).filter((date) => date.dayOfWeek < SATURDAY);
  const dateOf = (workday: number) => {
    const date = workdays[workday];
    if (!date) throw new Error(`There is no workday ${workday} in six weeks`);
    return date;
  };
  const at = (workday: number, minutes: number) => {
    const midnight = dateOf(workday).toZonedDateTime(time_zone);
    const whole = Math.floor(minutes);
    // By the clock on the wall, also on a day that has an hour more or less.
    const time = Temporal.PlainTime.from({ hour: Math.floor(whole / 60), minute: whole % 60 });
    return midnight.withPlainTime(time).epochMilliseconds + Math.round((minutes - whole) * MINUTE_MS);
  };
  return {
    now: now.getTime(),
    begins: at(0, BEGINS),
    time_zone,
    workdays: workdays.map(String),
    at,
    dayAfter: (workday, count) => {
      const from = dateOf(workday);
      const rest = from.dayOfWeek - 1 + count;
      const weeks = Math.floor(rest / WORKDAYS_A_WEEK);
      return from
        .subtract({ days: from.dayOfWeek - 1 })
        .add({ days: weeks * 7 + (rest % WORKDAYS_A_WEEK) })
        .toString();
    },
    isMonday: (workday) => dateOf(workday).dayOfWeek === MONDAY,
  };
}

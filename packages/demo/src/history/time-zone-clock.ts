import { Temporal } from 'temporal-polyfill';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What the clock on a wall shows. */
export interface WallClock {
  /** 0 to 23. */
  hour: number;
  /** 0 is Sunday. */
  weekday: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/**
 * The clock of a time zone.
 * @returns what it shows at an instant (epoch milliseconds). A zone's offset is looked up once a day: on the two days a
 *   year on which it changes, it may be an hour off
 */
export function clockOf(time_zone: string): (instant: number) => WallClock {
  let today = Number.NaN;
  let offset = 0;
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    if (day !== today) {
      today = day;
      const zoned = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS).toZonedDateTimeISO(time_zone);
      offset = zoned.offsetNanoseconds / 1e6;
    }
    const local = new Date(Math.floor((instant + offset) / HOUR_MS) * HOUR_MS);
    return {
      hour: local.getUTCHours(),
      weekday: local.getUTCDay(),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
    };
  };
}

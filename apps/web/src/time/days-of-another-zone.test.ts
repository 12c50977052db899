import { addDays, dayIn, offsetMinutes, type TimeEntry } from '@timetracker/shared';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inputOf } from '../activity/data/activity-input.ts';
import { activateLocale } from '../i18n/activate-locale.ts';
import { dayOf } from '../i18n/format.ts';
import { readPeriod } from './entry-period.ts';
import { timeByDay } from './week-time.ts';

const device = process.env['TZ'];
const devices = ['America/Nuuk', 'Asia/Beirut', 'Pacific/Auckland', 'Africa/Cairo', 'UTC'];
const zones = [...devices, 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia'];
/** With days on which clocks are changed somewhere, in Beirut and Cairo at midnight. */
const weeks = ['2026-03-26', '2026-04-02', '2026-04-22', '2026-10-22', '2026-10-28', '2026-11-24'];
const days = weeks.flatMap((first) => Array.from({ length: 7 }, (_, index) => addDays(first, index)));

const startIn = (day: string, zone: string) =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
const isoOf = (instant: number) => new Date(instant).toISOString();

describe.each(devices)('on a device in %s', (deviceZone) => {
  beforeEach(() => {
    process.env['TZ'] = deviceZone;
    const noon = new Date('2026-06-21T12:00:00Z');
    expect(noon.getTimezoneOffset() + offsetMinutes(noon, deviceZone)).toBe(0);
  });
  afterEach(() => {
    if (device === undefined) delete process.env['TZ'];
    else process.env['TZ'] = device;
  });

  test.each(zones)('days are those of %s', async (zone) => {
    await activateLocale({ locale: 'en-GB', time_zone: zone });
    for (const day of days) {
      const [starts, ends] = [startIn(day, zone), startIn(addDays(day, 1), zone)];
      expect(inputOf({ start_date: day, end_date: day })).toEqual({
        start_date: isoOf(starts),
        end_date: isoOf(ends - 1),
      });
      expect([dayOf(isoOf(starts)), dayOf(isoOf(ends - 1))]).toEqual([day, day]);
      const [shown] = timeByDay([], [day], zone, 0);
      expect([shown?.starts.getTime(), shown?.ends.getTime()]).toEqual([starts, ends]);
      const typed = { date: day, started_at: '12:15', ended_at: '13:45', end_date: day };
      const noon = startIn(day, zone) + 48 * 3_600_000;
      expect(readPeriod(typed, { zone, now: noon })).toEqual({
        value: {
          start: new Date(
            Temporal.PlainDateTime.from(`${day}T12:15`).toZonedDateTime(zone).epochMilliseconds,
          ),
          end: new Date(Temporal.PlainDateTime.from(`${day}T13:45`).toZonedDateTime(zone).epochMilliseconds),
        },
      });
    }
  });

  test.each(zones)('an entry of the first and the last minute of a day in %s is on that day', (zone) => {
    for (const day of days) {
      const [starts, ends] = [startIn(day, zone), startIn(addDays(day, 1), zone)];
      const around = [addDays(day, -1), day, addDays(day, 1)];
      for (const [from, to] of [
        [starts, starts + 60_000],
        [ends - 60_000, ends],
      ] as const) {
        const entry = { id: 1, started_at: isoOf(from), ended_at: isoOf(to) } as TimeEntry;
        const on = timeByDay([entry], around, zone, 0).map(({ stretches }) => stretches.length);
        expect(on).toEqual([0, 1, 0]);
        expect(dayIn(new Date(from), zone)).toBe(day);
      }
    }
  });
});

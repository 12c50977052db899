import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  clockMinutes,
  dayIn,
  daysBetween,
  endOfDay,
  hoursOfDay,
  instantsAt,
  isoWeekday,
  shownMinutes,
  startOfDay,
} from './zoned-day.ts';

const zone = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'));
const instant = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => new Date(date.getTime()));
const at = (day: string, clock: number, zone: string) =>
  instantsAt(day, clock, zone).map((moment) => moment.toISOString());

describe('a day', () => {
  test("is Temporal's, whatever the zone and the instant", () => {
    fc.assert(
      fc.property(instant, zone, (moment, zone) => {
        const there = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
        const day = dayIn(moment, zone);
        expect(day).toBe(there.toPlainDate().toString());
        expect(+startOfDay(day, zone)).toBe(there.startOfDay().epochMilliseconds);
        expect(hoursOfDay(day, zone)).toBeCloseTo(there.hoursInDay, 6);
        expect(isoWeekday(day)).toBe(there.dayOfWeek);
        expect(clockMinutes(moment, zone)).toBe(there.hour * 60 + there.minute);
        // Its first and its last moment are of it, and what is beside them is not.
        expect(dayIn(startOfDay(day, zone), zone)).toBe(day);
        expect(dayIn(endOfDay(day, zone), zone)).toBe(day);
        expect(dayIn(new Date(+endOfDay(day, zone) + 1), zone)).not.toBe(day);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['2026-11-24', 'Europe/Berlin', '2026-11-23T23:00:00.000Z', 24],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', 25],
    // Clocks are put forward at midnight: the day begins at one.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z', 23],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', 23],
    // Its clocks are put forward on the evening before.
    ['2026-03-28', 'America/Nuuk', '2026-03-28T02:00:00.000Z', 23],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', 24.5],
    ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z', 25],
  ])('%s in %s begins at %s and has %d hours', (day, zone, start, hours) => {
    expect(startOfDay(day, zone).toISOString()).toBe(start);
    expect(hoursOfDay(day, zone)).toBe(hours);
  });

  test('is counted over the ends of months and years', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2025-12-30', '2026-01-02')).toBe(3);
    expect(daysBetween('2026-01-02', '2025-12-30')).toBe(-3);
  });
});

describe('the instant of a clock time', () => {
  test.each([
    ['2026-11-24', 570, 'Europe/Berlin', '2026-11-24T08:30:00.000Z'],
    ['2026-07-01', 0, 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-07-01', 1_440, 'Asia/Kolkata', '2026-07-01T18:30:00.000Z'],
    ['2026-01-01', 60, 'Pacific/Kiritimati', '2025-12-31T11:00:00.000Z'],
    ['2026-01-01', 60, 'Pacific/Niue', '2026-01-01T12:00:00.000Z'],
  ])('%s %i in %s', (day, minutes, zone, expected) => {
    expect(at(day, minutes, zone)).toEqual([expected]);
  });

  test('is none in the hour that is skipped, and two in the hour that comes twice', () => {
    expect(at('2026-03-29', 150, 'Europe/Berlin')).toEqual([]);
    expect(at('2026-03-29', 30, 'Asia/Beirut')).toEqual([]);
    expect(at('2026-10-25', 150, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    // Lord Howe puts its clocks back by half an hour.
    expect(at('2026-04-05', 105, 'Australia/Lord_Howe')).toHaveLength(2);
    expect(at('2026-04-05', 45, 'Australia/Lord_Howe')).toHaveLength(1);
  });

  test('is read back from the clock as it was given', () => {
    fc.assert(
      fc.property(instant, zone, (moment, zone) => {
        const found = instantsAt(dayIn(moment, zone), clockMinutes(moment, zone), zone);
        const cut = Math.floor(+moment / 60_000) * 60_000;
        expect(found.map(Number)).toContain(cut);
      }),
      { numRuns: 300 },
    );
  });
});

test('a period lasts what lies between the times that are shown for it', () => {
  const between = (from: string, to: string) =>
    shownMinutes(new Date(`2026-11-24T${from}Z`), new Date(`2026-11-24T${to}Z`));
  expect(between('10:30:10', '11:15:50')).toBe(45);
  expect(between('10:30:50', '11:15:10')).toBe(45);
  expect(between('10:30:05', '10:30:55')).toBe(0);
});

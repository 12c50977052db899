import { describe, expect, test } from 'vitest';
import { clockMinutes, hoursOfDay, instantsAt } from './zone-time.ts';

const at = (day: string, clock: number, zone: string) =>
  instantsAt(day, clock, zone).map((instant) => instant.toISOString());
const HALF_PAST_TWO = 150;

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
    expect(at('2026-03-29', HALF_PAST_TWO, 'Europe/Berlin')).toEqual([]);
    expect(at('2026-10-25', HALF_PAST_TWO, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    // Lord Howe puts its clocks back by half an hour.
    expect(at('2026-04-05', 105, 'Australia/Lord_Howe')).toHaveLength(2);
    expect(at('2026-04-05', 45, 'Australia/Lord_Howe')).toHaveLength(1);
  });

  test('is read back from the clock as it was given', () => {
    for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham'])
      for (const instant of instantsAt('2026-05-05', 1_234, zone))
        expect(clockMinutes(instant, zone)).toBe(1_234);
  });
});

describe('a day', () => {
  test.each([
    ['2026-11-24', 'Europe/Berlin', 24],
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    // In Beirut the clocks are put forward at midnight: the day begins at one.
    ['2026-03-29', 'Asia/Beirut', 23],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
  ])('%s in %s has %d hours', (day, zone, hours) => {
    expect(hoursOfDay(day, zone)).toBe(hours);
  });
});

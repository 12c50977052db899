import { describe, expect, test } from 'vitest';
import { bucketCuts } from './buckets.ts';
import { boundsOf, windowBefore, windowOf } from './window.ts';

const now = new Date('2025-10-30T14:30:00.000Z');
const boundsOfInput = (input: Partial<Parameters<typeof windowOf>[0]>) =>
  Object.values(boundsOf(windowOf({ time_zone: 'UTC', ...input }, now)));

describe('a window', () => {
  test('is the last N × 24 hours, the present moment included', () => {
    expect(boundsOfInput({ days: 7 })).toEqual(['2025-10-23T14:30:00.001Z', '2025-10-30T14:30:00.000Z']);
  });

  test.each([
    ['UTC', '2025-03-09', '2025-03-09', '2025-03-09T00:00:00.000Z', '2025-03-09T23:59:59.999Z'],
    ['America/New_York', '2025-03-09', '2025-03-09', '2025-03-09T05:00:00.000Z', '2025-03-10T03:59:59.999Z'],
    ['Asia/Kolkata', '2025-03-09', '2025-03-10', '2025-03-08T18:30:00.000Z', '2025-03-10T18:29:59.999Z'],
    ['Africa/Cairo', '2025-04-25', '2025-04-25', '2025-04-24T22:00:00.000Z', '2025-04-25T20:59:59.999Z'],
    [
      'UTC',
      '2025-03-09T10:00:00Z',
      '2025-03-09T12:00:00+01:00',
      '2025-03-09T10:00:00.000Z',
      '2025-03-09T11:00:00.000Z',
    ],
    [
      'Asia/Kolkata',
      '2025-03-09T10:00:00',
      '2025-03-09',
      '2025-03-09T04:30:00.000Z',
      '2025-03-09T18:29:59.999Z',
    ],
  ])('in %s from %s to %s', (time_zone, start_date, end_date, first, last) => {
    expect(boundsOfInput({ time_zone, start_date, end_date })).toEqual([first, last]);
  });

  test('without an end reaches up to now', () => {
    expect(boundsOfInput({ start_date: '2025-10-30' })).toEqual([
      '2025-10-30T00:00:00.000Z',
      '2025-10-30T14:30:00.000Z',
    ]);
  });

  test.each([
    [{ start_date: '2025-10-31' }, 'start_date must not be after end_date'],
    [{ start_date: '2025-01-02', end_date: '2025-01-01' }, 'start_date must not be after end_date'],
    [
      { start_date: '2015-01-01', end_date: '2025-01-01' },
      'start_date must not be more than 10 years before end_date',
    ],
    [{ start_date: '1969-12-31', end_date: '1970-01-01' }, 'start_date must not be before 1970'],
    [{ start_date: '9990-01-01', end_date: '9999-12-31' }, 'end_date must not be after the year 9998'],
  ])('is refused: %j', (input, message) => {
    expect(() => boundsOfInput(input)).toThrow(message);
  });

  test('has another of the same length before it, as long as what has passed of it', () => {
    const over = windowOf({ start_date: '2025-10-20', end_date: '2025-10-26', time_zone: 'UTC' }, now);
    expect(boundsOf(windowBefore(over, now))).toEqual({
      start_date: '2025-10-13T00:00:00.000Z',
      end_date: '2025-10-19T23:59:59.999Z',
    });
    const running = windowOf({ start_date: '2025-10-30', end_date: '2025-10-30', time_zone: 'UTC' }, now);
    expect(boundsOf(windowBefore(running, now))).toEqual({
      start_date: '2025-10-29T09:29:59.999Z',
      end_date: '2025-10-29T23:59:59.999Z',
    });
  });
});

describe('buckets', () => {
  const cuts = (
    bucket: 'hour' | 'day' | 'week' | 'month',
    time_zone: string,
    start_date: string,
    end_date: string,
  ) =>
    bucketCuts(windowOf({ start_date, end_date, time_zone }, now), bucket).map((cut) =>
      new Date(cut).toISOString(),
    );

  test('a day has 23, 24 or 25 hours', () => {
    const hours = (day: string) => cuts('hour', 'America/New_York', day, day).length - 1;
    expect(['2025-03-08', '2025-03-09', '2025-11-02'].map(hours)).toEqual([24, 23, 25]);
  });

  test('weeks begin on Monday, months on the first, where the time zone is', () => {
    expect(cuts('week', 'Europe/Berlin', '2025-10-26', '2025-10-27')).toEqual([
      '2025-10-19T22:00:00.000Z',
      '2025-10-26T23:00:00.000Z',
      '2025-11-02T23:00:00.000Z',
    ]);
    expect(cuts('month', 'Asia/Kolkata', '2025-01-31', '2025-02-01')).toEqual([
      '2024-12-31T18:30:00.000Z',
      '2025-01-31T18:30:00.000Z',
      '2025-02-28T18:30:00.000Z',
    ]);
  });

  test('a day begins when midnight is first, or the clock skips it', () => {
    expect(cuts('day', 'America/Havana', '2025-11-02', '2025-11-02')).toEqual([
      '2025-11-02T04:00:00.000Z',
      '2025-11-03T05:00:00.000Z',
    ]);
    expect(cuts('day', 'Africa/Cairo', '2025-04-25', '2025-04-25')[0]).toBe('2025-04-24T22:00:00.000Z');
  });

  test('a window at the very start of one has no empty bucket after it', () => {
    expect(cuts('hour', 'UTC', '2025-01-01T10:00:00Z', '2025-01-01T10:59:59.999Z')).toHaveLength(2);
    expect(cuts('day', 'UTC', '2025-01-01', '2025-01-01')).toHaveLength(2);
  });

  test('there are at most 4,000 hours, and days for ten years', () => {
    expect(() => cuts('hour', 'UTC', '2025-01-01', '2025-06-30')).toThrow(
      'bucket must be day, week or month',
    );
    expect(cuts('day', 'America/New_York', '2015-10-30', '2025-10-29')).toHaveLength(3_654);
  });
});

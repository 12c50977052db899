import { describe, expect, test } from 'vitest';
import { elapsedTime, relativeTime } from './time-text.ts';

const now = Date.parse('2025-10-30T14:30:00Z');
const ago = (moment: string) => relativeTime(Date.parse(moment), now);

describe('relative time', () => {
  test.each([
    ['2025-10-30T14:30:00Z', 'now'],
    ['2025-10-30T14:29:01Z', 'now'],
    ['2025-10-30T14:29:00Z', '1 minute ago'],
    ['2025-10-30T13:30:01Z', '59 minutes ago'],
    ['2025-10-30T12:31:00Z', '1 hour ago'],
    ['2025-10-29T14:30:00Z', 'yesterday'],
    ['2025-10-27T14:30:00Z', '3 days ago'],
    ['2025-10-20T14:30:00Z', 'last week'],
    ['2025-08-30T14:30:00Z', '2 months ago'],
    ['2022-10-30T14:30:00Z', '3 years ago'],
  ])('%s is %s', (moment, text) => {
    expect(ago(moment)).toBe(text);
  });

  test('a moment just ahead of this clock is now', () => {
    expect(ago('2025-10-30T14:34:59Z')).toBe('now');
  });

  test('a moment far ahead says so', () => {
    expect(ago('2025-11-02T14:30:00Z')).toBe('in 3 days');
  });
});

describe('elapsed time', () => {
  test.each([
    [0, '0:00:00'],
    [999, '0:00:00'],
    [3_723_000, '1:02:03'],
    [360_000_000, '100:00:00'],
    [-5_000, '0:00:00'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(elapsedTime(milliseconds)).toBe(text);
  });
});

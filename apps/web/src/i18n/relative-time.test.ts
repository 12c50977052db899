import { beforeEach, describe, expect, test } from 'vitest';
import { activateLocale } from './activate-locale.ts';
import { exactTime, relativeTime } from './relative-time.ts';

const now = Date.parse('2025-10-30T14:30:00Z');
const ago = (moment: string) => relativeTime(Date.parse(moment), now);

describe('in English', () => {
  beforeEach(() => activateLocale({ locale: 'en-GB', time_zone: 'Europe/London' }));

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

test('in another language and zone', async () => {
  await activateLocale({ locale: 'de-DE', time_zone: 'Asia/Kolkata' });
  expect([ago('2025-10-30T14:30:00Z'), ago('2025-10-29T14:30:00Z')]).toEqual(['jetzt', 'gestern']);
  expect(exactTime(now)).toBe('Donnerstag, 30. Oktober 2025 um 20:00:00');
});

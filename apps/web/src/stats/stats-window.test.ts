import { beforeAll, describe, expect, test } from 'vitest';
import { activateLocale } from '../i18n/activate-locale.ts';
import { activityPath, feedOfBucket } from './feed-behind.ts';
import { readStatisticsSearch } from './statistics-search.ts';
import { bucketOf, daysIn, windowOf } from './stats-window.ts';

const today = '2026-11-24';

beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: 'Asia/Kolkata' }));

describe('an address of the statistics page', () => {
  test.each([
    [{}, '2026-10-26', today],
    [{ days: 30 }, '2026-10-26', today],
    [{ days: 7 }, '2026-11-18', today],
    [{ period: 'month' }, '2026-11-01', today],
    [{ period: 'year' }, '2026-01-01', today],
    [{ start_date: '2024-02-29', end_date: '2025-01-01' }, '2024-02-29', '2025-01-01'],
    [{ start_date: '2025-01-02', end_date: '2025-01-01', days: 7 }, '2026-11-18', today],
    [{ start_date: '2025-02-30', end_date: '2025-03-01' }, '2026-10-26', today],
    [{ start_date: '2025-01-01' }, '2026-10-26', today],
    [{ days: 'many', period: 'decade' }, '2026-10-26', today],
    [{ days: 0 }, '2026-10-26', today],
  ])('%j is from %s to %s', (search, start_date, end_date) => {
    expect(windowOf(readStatisticsSearch(search), today)).toEqual({ start_date, end_date });
  });

  test('says nothing where it means what is shown anyway', () => {
    expect(readStatisticsSearch({ days: 30 })).toEqual({});
  });
});

test.each([
  ['2026-11-23', 2, 'hour'],
  ['2026-11-22', 3, 'day'],
  ['2026-08-25', 92, 'day'],
  ['2026-08-24', 93, 'week'],
  ['2024-11-24', 731, 'week'],
  ['2024-11-23', 732, 'month'],
])('from %s, %i days, it is shown by the %s', (start_date, days, bucket) => {
  const window = { start_date, end_date: today };
  expect([daysIn(window), bucketOf(window)]).toEqual([days, bucket]);
});

describe('the feed behind a bucket', () => {
  const window = { start_date: '2026-11-04', end_date: '2026-11-10' };

  test('is of its days, where they are in the window', () => {
    // The week from Monday, 2 November, in Kolkata.
    const week = { start: '2026-11-01T18:30:00.000Z', end: '2026-11-08T18:30:00.000Z' };
    expect(feedOfBucket('week', week, window)).toEqual({ start_date: '2026-11-04', end_date: '2026-11-08' });
  });

  test('is of its hour, to the millisecond', () => {
    const hour = { start: '2026-11-04T18:30:00.000Z', end: '2026-11-04T19:30:00.000Z' };
    expect(feedOfBucket('hour', hour, window)).toEqual({
      q: 'created:2026-11-04T18:30:00.000Z..2026-11-04T19:29:59.999Z',
    });
  });

  test('has an address that says as much', () => {
    const search = { ...window, entity_type: 'task', user_id: 5 };
    expect(activityPath(search)).toBe(
      '/activity?start_date=2026-11-04&end_date=2026-11-10&entity_type=task&user_id=5',
    );
  });
});

import { beforeAll, expect, test, vi } from 'vitest';
import { activateLocale } from '../../i18n/activate-locale.ts';
import { inputOf, restPath } from './activity-input.ts';

beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: 'Europe/Berlin' }));

test('days are asked for as the instants at which they begin and end where the person is', () => {
  expect(inputOf({ start_date: '2026-07-01', end_date: '2026-07-02', q: 'logo' })).toEqual({
    q: 'logo',
    start_date: '2026-06-30T22:00:00.000Z',
    end_date: '2026-07-02T21:59:59.999Z',
  });
});

test('a number of days ends with today', () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T23:30:00Z') });
  // In Berlin it is half past midnight of the 25th.
  expect(inputOf({ days: 1 })).toEqual({ start_date: '2026-11-24T23:00:00.000Z' });
  expect(inputOf({ days: 7 })).toEqual({ start_date: '2026-11-18T23:00:00.000Z' });
  vi.useRealTimers();
});

test('the REST address has the same filters', () => {
  expect(restPath({})).toBe('/api/activities');
  expect(restPath({ user_id: [1, 2], entity_type: ['task'], q: 'a b' }, 3)).toBe(
    '/api/activities?user_id=1%2C2&entity_type=task&q=a+b&page=3',
  );
});

import { addDays, daysBetween } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { weekOf } from './week-days.ts';

test('days are counted across changes of the clocks', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
});

test.each([
  [1, '2026-11-23', '2026-11-29'],
  [0, '2026-11-22', '2026-11-28'],
  [6, '2026-11-21', '2026-11-27'],
])('a week that begins on day %i', (firstDay, first, last) => {
  for (const day of ['2026-11-24', first, last]) {
    const week = weekOf(day, firstDay);
    expect(week).toHaveLength(7);
    expect([week[0], week[6]]).toEqual([first, last]);
  }
});

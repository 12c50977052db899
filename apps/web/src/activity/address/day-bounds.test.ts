import { expect, test } from 'vitest';
import { endOfDay, startOfDay } from './day-bounds.ts';

test.each([
  ['2026-11-24', 'Europe/Berlin', '2026-11-23T23:00:00.000Z', '2026-11-24T22:59:59.999Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z', '2026-07-01T21:59:59.999Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ['2026-01-01', 'America/Los_Angeles', '2026-01-01T08:00:00.000Z', '2026-01-02T07:59:59.999Z'],
  ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z', '2026-01-01T09:59:59.999Z'],
  ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T23:59:59.999Z'],
])('%s in %s lasts from %s to %s', (day, zone, start, end) => {
  expect(startOfDay(day, zone).toISOString()).toBe(start);
  expect(endOfDay(day, zone).toISOString()).toBe(end);
});

import type { TimeEntry } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { sharesOf, sumOf, timeByDay } from './week-time.ts';

const BERLIN = 'Europe/Berlin';
const HOUR = 3_600;
let ids = 0;

const entry = (started_at: string, ended_at: string | null, project_id = 1): TimeEntry => ({
  id: ++ids,
  user_id: 1,
  display_name: 'Mia Member',
  project_id,
  project_name: `Project ${project_id}`,
  project_color: 'blue',
  task_id: null,
  task_name: null,
  notes: '',
  started_at,
  ended_at,
  invoice_id: null,
  version: 1,
});

const hours = (...[entries, days, zone, now = 0]: [TimeEntry[], string[], string, number?]) =>
  timeByDay(entries, days, zone, now).map(({ seconds }) => seconds / HOUR);

test('an entry is on the day of the person’s zone, in order', () => {
  const late = entry('2026-11-24T23:30:00Z', '2026-11-25T00:30:00Z');
  const early = entry('2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z');
  const days = ['2026-11-24', '2026-11-25'];
  expect(hours([late, early], days, BERLIN)).toEqual([1, 1]);
  expect(hours([late, early], days, 'UTC')).toEqual([1.5, 0.5]);
  const [first] = timeByDay([late, early], ['2026-11-24'], 'UTC', 0);
  expect(first?.stretches.map((stretch) => stretch.entry.id)).toEqual([early.id, late.id]);
});

test('what crosses midnight is on both days, each with its part', () => {
  const night = entry('2026-11-24T21:00:00Z', '2026-11-25T01:30:00Z');
  const days = timeByDay([night], ['2026-11-24', '2026-11-25', '2026-11-26'], BERLIN, 0);
  expect(days.map(({ stretches }) => stretches.map(({ seconds }) => seconds / HOUR))).toEqual([
    [2],
    [2.5],
    [],
  ]);
  expect(days.map(({ stretches }) => stretches.map((one) => [one.began_before, one.goes_on]))).toEqual([
    [[false, true]],
    [[true, false]],
    [],
  ]);
});

test('a day on which the clocks change is as long as it is', () => {
  const night = entry('2026-03-28T22:00:00Z', '2026-03-29T04:00:00Z');
  expect(hours([night], ['2026-03-28', '2026-03-29'], BERLIN)).toEqual([1, 5]);
  const whole = entry('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
  expect(hours([whole], ['2026-10-24', '2026-10-25', '2026-10-26'], BERLIN)).toEqual([0, 25, 0]);
});

test('a running timer counts up to now, and is there from its first moment', () => {
  const timer = entry('2026-11-24T08:00:00Z', null);
  const days = ['2026-11-24', '2026-11-25'];
  expect(hours([timer], days, BERLIN, Date.parse('2026-11-24T10:30:00Z'))).toEqual([2.5, 0]);
  expect(hours([timer], days, BERLIN, Date.parse('2026-11-25T00:00:00Z'))).toEqual([15, 1]);
  const [today] = timeByDay([timer], days, BERLIN, Date.parse('2026-11-24T07:59:58Z'));
  expect(today?.stretches).toHaveLength(1);
  expect(today?.seconds).toBe(0);
});

test('shares of projects add up to the week', () => {
  const days = timeByDay(
    [
      entry('2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z', 1),
      entry('2026-11-24T22:00:00Z', '2026-11-25T02:00:00Z', 2),
      entry('2026-11-25T08:00:00Z', '2026-11-25T08:30:00Z', 1),
    ],
    ['2026-11-24', '2026-11-25'],
    'UTC',
    0,
  );
  expect(sharesOf(days)).toMatchObject([
    { project_id: 2, seconds: 4 * HOUR },
    { project_id: 1, seconds: 1.5 * HOUR },
  ]);
  expect(sumOf(sharesOf(days))).toBe(sumOf(days));
});

import type { Activity } from '@timetracker/shared';
import { beforeAll, expect, test } from 'vitest';
import { activateLocale } from '../../i18n/activate-locale.ts';
import { exampleActivity } from './example-activity.ts';
import { type StreamOptions, streamRows } from './stream-rows.ts';

beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: 'Europe/Berlin' }));

const at = (id: number, created_at: string, parts: Partial<Activity> = {}) =>
  exampleActivity({ id, created_at, entity_type: 'task', action: 'updated', ...parts });

/** The lines in short: what they are, and for articles their position. */
const lines = (activities: Activity[], options: Partial<StreamOptions> = {}) =>
  streamRows(activities, { isOpened: () => false, isNew: () => false, ...options }).map((row) => {
    if (row.kind === 'day') return row.day;
    if (row.kind === 'new_until_here') return 'mark';
    if (row.kind === 'run') return `${row.position} run of ${row.activities.length}`;
    return `${row.position} ${row.nested ? 'in it ' : ''}#${row.activity.id}`;
  });

const evening = [
  at(9, '2026-11-24T23:10:00Z', { action: 'created' }),
  at(8, '2026-11-24T22:59:00Z'),
  at(7, '2026-11-24T22:58:00Z'),
  at(6, '2026-11-24T22:57:00Z'),
  at(5, '2026-11-23T12:00:00Z', { action: 'deleted' }),
];

test('days are those of the person’s zone, each before its first line', () => {
  expect(lines(evening)).toEqual(['2026-11-25', '1 #9', '2026-11-24', '2 run of 3', '2026-11-23', '3 #5']);
  expect(
    streamRows(evening, { isOpened: () => false, isNew: () => false }).flatMap((row) =>
      'opens_day' in row ? row.opens_day : [],
    ),
  ).toEqual(['2026-11-25', '2026-11-24', '2026-11-23']);
});

test('a run does not reach over midnight', () => {
  const overMidnight = [at(4, '2026-11-24T23:01:00Z'), ...evening.slice(1, 3)];
  expect(lines(overMidnight)).toEqual(['2026-11-25', '1 #4', '2026-11-24', '2 #8', '3 #7']);
});

test('an opened run is followed by what is in it, whichever of its activities it was opened by', () => {
  for (const opened of [8, 6])
    expect(lines(evening, { isOpened: (id) => id === opened }).slice(2, 7)).toEqual([
      '2026-11-24',
      '2 run of 3',
      '3 in it #8',
      '4 in it #7',
      '5 in it #6',
    ]);
});

test('what is new ends with a mark, and no run reaches across it', () => {
  expect(lines(evening, { isNew: ({ id }) => id > 7 })).toEqual([
    '2026-11-25',
    '1 #9',
    '2026-11-24',
    '2 #8',
    'mark',
    '3 #7',
    '4 #6',
    '2026-11-23',
    '5 #5',
  ]);
});

test('where everything or nothing is new there is no mark', () => {
  expect(lines(evening, { isNew: () => true })).not.toContain('mark');
  expect(lines(evening)).not.toContain('mark');
});

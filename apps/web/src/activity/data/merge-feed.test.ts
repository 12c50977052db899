import { expect, test } from 'vitest';
import { exampleActivity } from './example-activity.ts';
import { mergeFeed } from './merge-feed.ts';

const at = (id: number, minute: number) =>
  exampleActivity({ id, created_at: `2025-10-30T14:${String(minute).padStart(2, '0')}:00.000Z` });
const ids = (activities: { id: number }[]) => activities.map(({ id }) => id);

test('puts arrivals before what was loaded', () => {
  expect(ids(mergeFeed([at(2, 2), at(1, 1)], [at(3, 3)], true))).toEqual([3, 2, 1]);
});

test('shows an activity once that arrived and was loaded', () => {
  expect(ids(mergeFeed([at(3, 3), at(2, 2)], [at(3, 3)], true))).toEqual([3, 2]);
});

test('orders by time first and by id among equals', () => {
  expect(ids(mergeFeed([at(5, 9), at(4, 1)], [at(6, 5), at(8, 9), at(7, 9)], false))).toEqual([
    8, 7, 5, 6, 4,
  ]);
});

test('leaves an arrival older than the loaded part to its page', () => {
  expect(ids(mergeFeed([at(2, 5), at(1, 4)], [at(9, 1)], true))).toEqual([2, 1]);
});

test('shows an old arrival when everything is loaded', () => {
  expect(ids(mergeFeed([at(2, 5), at(1, 4)], [at(9, 1)], false))).toEqual([2, 1, 9]);
});

test('shows arrivals in an empty feed', () => {
  expect(ids(mergeFeed([], [at(1, 1), at(2, 2)], false))).toEqual([2, 1]);
});

import { openTestLog } from '@timetracker/activities/testing';
import { activityBytes, byteSlices, inGroups, searchedBytes, withinBytes } from '@timetracker/db';
import { afterEach, beforeEach, expect, test } from 'vitest';

let log: Awaited<ReturnType<typeof openTestLog>>;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.stop());

const slicesOf = async (...parts: Parameters<typeof byteSlices>) => {
  const slices: [number, number][] = [];
  for await (const { after, upTo } of byteSlices(...parts)) slices.push([after, upTo]);
  return slices;
};

test('a slice has at most so many bytes, or a single activity', async () => {
  const note = (length: number) => ({
    description: '',
    entity_name: null,
    extra_data: { note: 'é'.repeat(length) },
  });
  await log.add(6, note(100));
  await log.add(1, note(1_000));
  await log.add(2, note(100));
  const em = log.db.em.fork();
  expect(await slicesOf(em, { after: 0, upTo: 9 }, activityBytes, 500)).toEqual([
    [0, 2],
    [2, 4],
    [4, 6],
    [6, 7],
    [7, 9],
  ]);
  expect(await slicesOf(em, { after: 1, upTo: 4 }, activityBytes, 10_000)).toEqual([[1, 4]]);
  expect(await slicesOf(em, { after: 0, upTo: 9 }, searchedBytes, 500)).toEqual([[0, 9]]);
});

test('ids of activities that are gone are in a slice all the same, and nothing has none', async () => {
  const em = log.db.em.fork();
  expect(await slicesOf(em, { after: 0, upTo: 9_000 }, activityBytes)).toEqual([
    [0, 4_096],
    [4_096, 8_192],
    [8_192, 9_000],
  ]);
  expect(await slicesOf(em, { after: 3, upTo: 3 }, activityBytes)).toEqual([]);
});

test('groups are as big as they may be', () => {
  const rows = [3, 3, 3, 9, 1].map((bytes) => ({ bytes }));
  expect([...withinBytes(rows, 6)].map((group) => group.map(({ bytes }) => bytes))).toEqual([
    [3, 3],
    [3],
    [9],
    [1],
  ]);
  expect([...inGroups('abcde', 2)]).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect([...inGroups([], 2)]).toEqual([]);
});

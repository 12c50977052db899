import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { listActivities } from './list-activities.ts';

const MINUTE = 60_000;
const FIRST = Date.parse('2026-03-01T00:00:00Z');
const COUNT = 60;
const everything: Visibility = { kind: 'everything' };

let testDatabase: TestDatabase;
let database: Database;
let newestFirst: number[];

type Input = Partial<Parameters<typeof listActivities>[1]>;
const list = (input: Input) => listActivities(database.em.fork(), { limit: 100, ...input }, everything);
const ids = (answer: { activities: { id: number }[] }) => answer.activities.map(({ id }) => id);
const at = (minute: number) => new Date(FIRST + minute * MINUTE);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  // Three of a minute, and not stored in the order in which they happened.
  const events = Array.from({ length: COUNT }, (_, index) =>
    anEvent({
      user_id: (index % 3) + 1,
      occurred_at: at(Math.floor(((index * 7) % COUNT) / 3)).toISOString(),
    }),
  );
  await storeBatch(database.em, events);
  newestFirst = ids(await list({}));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Reads down from a place to the end, and up from it to the newest. */
async function walk(end_date: Date, limit: number): Promise<number[]> {
  const start = await list({ limit, end_date });
  const seen = ids(start);
  for (let cursor = start.next_cursor; cursor; ) {
    const answer = await list({ limit, cursor });
    seen.push(...ids(answer));
    cursor = answer.next_cursor;
  }
  for (let place = start.prev_cursor, more = true; place && more; ) {
    const answer = await list({ limit, newer_than: place });
    seen.unshift(...ids(answer));
    place = answer.prev_cursor;
    more = answer.has_prev;
  }
  return seen;
}

test('from any moment, down and up shows every activity once, newest first', async () => {
  expect(newestFirst).toHaveLength(COUNT);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -2, max: 22 }),
      fc.integer({ min: 4, max: 40 }),
      async (minute, limit) => {
        expect(await walk(at(minute), limit)).toEqual(newestFirst);
      },
    ),
    { numRuns: 30, examples: [[-2, 7]] },
  );
});

test('nothing is newer than the newest, until something comes', async () => {
  const top = await list({ limit: 5 });
  const place = top.prev_cursor ?? '';
  const before = await list({ newer_than: place });
  expect(before).toMatchObject({ activities: [], has_prev: false, has_next: true, prev_cursor: place });
  expect(ids(await list({ limit: 5, cursor: before.next_cursor ?? '' }))).toEqual(ids(top));
  const empty = await list({ user_id: [99] });
  await storeBatch(database.em, [anEvent({ user_id: 99, occurred_at: at(100).toISOString() })]);
  const [added] = ids(await list({ newer_than: place }));
  expect(ids(await list({ newer_than: place, user_id: [99] }))).toEqual([added]);
  expect(ids(await list({ newer_than: empty.prev_cursor ?? '', user_id: [99] }))).toEqual([added]);
  expect(ids(await list({ after_id: COUNT }))).toEqual([added]);
});

test('several people are alternatives', async () => {
  const both = await list({ user_id: [1, 2] });
  expect(new Set(both.activities.map((activity) => activity.user_id))).toEqual(new Set([1, 2]));
  expect(both.total).toBe((COUNT * 2) / 3);
});

test('a page past the end has no place of its own', async () => {
  expect(await list({ page: 99 })).toMatchObject({ activities: [], prev_cursor: null });
});

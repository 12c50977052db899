import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { LAST_INSTANT } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { encodeCursor } from './cursor.ts';
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

test('a list without activities has a place only where there are others above', async () => {
  const nobody = { user_id: [12_345] };
  const none = { activities: [], has_prev: false, prev_cursor: null, next_cursor: null };
  expect(await list(nobody)).toMatchObject(none);
  for (const end_date of [at(0), at(9_999_999), new Date('0001-01-01T00:00:00Z')])
    expect(await list({ ...nobody, end_date })).toMatchObject(none);
  const cursor = encodeCursor({ created_at: new Date(0), id: 0 });
  expect(await list({ ...nobody, cursor })).toMatchObject(none);
  const below = await list({ cursor });
  expect(below).toMatchObject({ activities: [], has_prev: true });
  expect((await list({ newer_than: below.prev_cursor ?? '' })).activities).not.toEqual([]);
  const early = await list({ end_date: new Date('0001-01-01T00:00:00Z') });
  expect(early.activities).toEqual([]);
  expect((await list({ newer_than: early.prev_cursor ?? 'none' })).activities).not.toEqual([]);
});

test('every cursor that is given is taken, and so are those of its answer', async () => {
  const time = fc.oneof(
    fc.constantFrom(-62_135_596_800_000, -1, 0, 1, at(0).getTime(), at(5).getTime(), LAST_INSTANT),
    fc.integer({ min: -62_135_596_800_000, max: LAST_INSTANT }),
  );
  const id = fc.constantFrom(0, 1, 2, COUNT, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER);
  const question = fc.oneof(
    fc.record({ end_date: time.map((instant) => new Date(instant)) }),
    fc.record({ page: fc.constantFrom(1, 2, 99) }),
    fc
      .record({ created_at: time.filter((instant) => instant >= 0).map((instant) => new Date(instant)), id })
      .chain((place) =>
        fc.constantFrom({ cursor: encodeCursor(place) }, { newer_than: encodeCursor(place) }),
      ),
  );
  const who = fc.constantFrom<Input>({}, { user_id: [1] }, { user_id: [12_345] });
  await fc.assert(
    fc.asyncProperty(question, who, fc.integer({ min: 1, max: 40 }), async (asked, filter, limit) => {
      const answer = await list({ ...asked, ...filter, limit });
      expect(answer.next_cursor === null).toBe(!answer.has_next);
      if (answer.has_prev)
        expect(answer.prev_cursor === null).toBe('page' in asked && answer.activities.length === 0);
      const { next_cursor, prev_cursor } = answer;
      if (next_cursor !== null) await list({ ...filter, limit, cursor: next_cursor });
      if (prev_cursor !== null) await list({ ...filter, limit, newer_than: prev_cursor });
    }),
    { numRuns: 150 },
  );
});

import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { indexSearch } from '../search/index-search.ts';
import { listActivities } from './list-activities.ts';

/** How many activities each hour has, the newest first. */
const HOURS = [1, 1, 1, 3, 1, 1, 4, 2, 1, 1, 5, 1];
const BEGUN = Date.parse('2026-01-01T00:30:00Z');
const HOUR = 3_600_000;

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  const times = HOURS.flatMap((count, hour) =>
    Array.from({ length: count }, (_, nth) => new Date(BEGUN - hour * HOUR - nth).toISOString()),
  );
  await storeBatch(
    database.em,
    times.map((occurred_at) => anEvent({ entity_name: 'Logo', occurred_at })),
  );
  await indexSearch(database.em);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test.each([1, 2, 3, 4, 5, 7])(
  'pages of %i found activities follow each other without gap or repetition, wherever in an hour they begin',
  async (limit) => {
    const all = HOURS.reduce((sum, count) => sum + count, 0);
    const found: number[] = [];
    for (let page = 1; found.length < all; page++) {
      const answer = await listActivities(
        database.em.fork(),
        { q: 'logo', limit, page },
        { kind: 'everything' },
      );
      expect(answer.total).toBe(all);
      expect(answer.activities).toHaveLength(Math.min(limit, all - found.length));
      found.push(...answer.activities.map(({ id }) => id));
    }
    expect(found).toEqual(Array.from({ length: all }, (_, index) => index + 1));
  },
);

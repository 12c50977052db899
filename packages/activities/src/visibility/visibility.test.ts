import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { entityTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActivities } from '../feed/list-activities.ts';
import { storeBatch } from '../ingest/store-batch.ts';
import { reconcileRollups } from '../rollups/reconcile-rollups.ts';
import { activityStats } from '../statistics/activity-stats.ts';
import { isVisible, type Visibility, visibleSql } from './visibility.ts';

let testDatabase: TestDatabase;
let database: Database;
const HOUR = 3_600_000;
const now = new Date();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  const events = Array.from({ length: 600 }, (_, index) =>
    anEvent({
      user_id: index % 7 === 0 ? null : (index % 5) + 1,
      project_id: index % 3 === 0 ? null : (index % 4) + 1,
      entity_type: entityTypes[index % entityTypes.length] ?? 'task',
      occurred_at: new Date(now.getTime() - (index % 100) * 0.37 * HOUR).toISOString(),
    }),
  );
  await storeBatch(database.em, events);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const visibilities: fc.Arbitrary<Visibility> = fc.oneof(
  fc.constant<Visibility>({ kind: 'everything' }),
  fc.record({
    kind: fc.constant('limited' as const),
    user_id: fc.integer({ min: 1, max: 6 }),
    project_ids: fc.uniqueArray(fc.integer({ min: 1, max: 6 })),
    hidden_types: fc.uniqueArray(fc.constantFrom(...entityTypes)),
  }),
);

const everyActivity = async () => {
  const { rows } = await sql<{
    id: number;
    user_id: number | null;
    project_id: number | null;
    entity_type: (typeof entityTypes)[number];
    created_at: Date;
    action: string;
  }>`select id, user_id, project_id, entity_type, created_at, action from activities order by id`.execute(
    database.em.fork().getKysely(),
  );
  return rows;
};

test('the policy in SQL and the policy in memory agree on every activity', async () => {
  const rows = await everyActivity();
  await fc.assert(
    fc.asyncProperty(visibilities, async (visibility) => {
      const { rows: seen } = await sql<{ id: number }>`
        select id from activities where ${visibleSql(visibility)} order by id`.execute(
        database.em.fork().getKysely(),
      );
      expect(seen.map((row) => row.id)).toEqual(
        rows.filter((row) => isVisible(visibility, row)).map((row) => row.id),
      );
    }),
    { numRuns: 200 },
  );
});

test('pages and cursors show each visible activity once, newest first, with the exact total', async () => {
  const rows = (await everyActivity()).sort((a, b) => +b.created_at - +a.created_at || b.id - a.id);
  await fc.assert(
    fc.asyncProperty(visibilities, fc.integer({ min: 7, max: 100 }), async (visibility, limit) => {
      const expected = rows.filter((row) => isVisible(visibility, row)).map((row) => row.id);
      const byPage: number[] = [];
      for (let page = 1; page <= Math.ceil(expected.length / limit) + 1; page += 1) {
        const answer = await listActivities(database.em.fork(), { limit, page }, visibility);
        expect(answer.total).toBe(expected.length);
        byPage.push(...answer.activities.map((activity) => activity.id));
      }
      expect(byPage).toEqual(expected);
      const byCursor: number[] = [];
      let cursor: string | undefined;
      do {
        const answer = await listActivities(database.em.fork(), { limit, cursor }, visibility);
        byCursor.push(...answer.activities.map((activity) => activity.id));
        cursor = answer.next_cursor ?? undefined;
      } while (cursor);
      expect(byCursor).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

test('statistics count exactly what lies in the window, to the millisecond', async () => {
  const rows = await everyActivity();
  await fc.assert(
    fc.asyncProperty(visibilities, fc.integer({ min: 0, max: 40 * HOUR }), async (visibility, ago) => {
      const end = new Date(now.getTime() - ago);
      const answer = await activityStats(database.em.fork(), 1, visibility, end);
      const inside = rows.filter(
        (row) =>
          row.created_at <= end && +row.created_at > end.getTime() - 24 * HOUR && isVisible(visibility, row),
      );
      expect(answer.total_activities).toBe(inside.length);
      expect(answer.entity_counts['task'] ?? 0).toBe(
        inside.filter((row) => row.entity_type === 'task').length,
      );
    }),
    { numRuns: 200 },
  );
});

test('rollups equal the rows they count, and a wrong one is found', async () => {
  const em = database.em.fork();
  expect(await reconcileRollups(em)).toEqual([]);
  await em.execute(
    `update activity_rollups set count = count + 1 where series = 'user_month' and user_id = 1`,
  );
  const [difference] = await reconcileRollups(em);
  expect(difference).toMatchObject({ series: 'user_month', user_id: 1 });
  expect((difference?.counted ?? 0) - (difference?.actual ?? 0)).toBe(1);
  await em.execute(
    `update activity_rollups set count = count - 1 where series = 'user_month' and user_id = 1`,
  );
});

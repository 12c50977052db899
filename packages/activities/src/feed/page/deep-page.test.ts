import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../../ingest/store-batch.ts';
import { indexSearch } from '../../search/index-search.ts';
import { type Visibility, visibleSql } from '../../visibility/visibility.ts';
import { listActivities } from '../list-activities.ts';

/** More than a page looks through of what the search index does not know. */
const COUNT = 5_200;
const BEGUN = Date.parse('2026-03-02T00:00:00Z');
const LIMIT = 50;
const member: Visibility = { kind: 'limited', user_id: 1, project_ids: [1, 2], hidden_types: ['user'] };

let testDatabase: TestDatabase;
let database: Database;
let visible: number[];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  // Two and a half minutes apart, and not stored in the order in which they happened.
  const events = Array.from({ length: COUNT }, (_, index) =>
    anEvent({
      user_id: (index % 3) + 1,
      project_id: (index % 5) + 1,
      entity_type: index % 7 === 0 ? 'user' : 'task',
      occurred_at: new Date(BEGUN + ((index * 37) % COUNT) * 150_000).toISOString(),
    }),
  );
  await storeBatch(database.em, events);
  const { rows } = await sql<{ id: number }>`
    select id from activities where ${visibleSql(member)} order by created_at desc, id desc`.execute(
    database.em.getKysely(),
  );
  visible = rows.map(({ id }) => id);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const expectPages = async () => {
  const pages = Math.ceil(visible.length / LIMIT);
  for (const page of [1, 5, 6, 7, 20, Math.floor(pages / 2), pages - 1, pages, pages + 1]) {
    const { total, activities } = await listActivities(database.em.fork(), { limit: LIMIT, page }, member);
    expect(total).toBe(visible.length);
    expect.soft(activities.map(({ id }) => id)).toEqual(visible.slice((page - 1) * LIMIT, page * LIMIT));
  }
};

test('pages far back are what reading all rows says, with the search index far behind and with it', async () => {
  await expectPages();
  await indexSearch(database.em);
  await expectPages();
});

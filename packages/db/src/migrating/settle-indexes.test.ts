import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { settleIndexes } from './settle-indexes.ts';

let database: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

const NEW = 'activities_hashed_entity_idx';
const OLD = 'activities_entity_idx';
const indexes = async () => {
  const { rows } = await client.query(
    `select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
     where indisvalid and relname in ('${NEW}', '${OLD}') order by 1`,
  );
  return rows.map(({ name }) => name);
};

const settle = async () => {
  const opened = await openDatabase(database.url);
  try {
    await settleIndexes(opened, () => undefined);
  } finally {
    await opened.close();
  }
};

/** As the release before left it, with an activity. */
async function ofTheReleaseBefore(): Promise<void> {
  await client.query('drop schema public cascade');
  await client.query('create schema public');
  const before = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name.endsWith('entities-by-hash')),
  );
  await migrate(database.url, { migrations: before });
  await client.query(
    `insert into activities (id, event_id, action, entity_type, entity_id, description, extra_data, source, created_at,
       recorded_at) values (1, gen_random_uuid(), 'created', 'task', 1, '', '{}', 'app', now(), now())`,
  );
}

test('a new database has one index of entities', async () => {
  expect(await indexes()).toEqual([NEW]);
});

test('beside the release before both are there, and later the new one alone', async () => {
  await ofTheReleaseBefore();
  expect(await indexes()).toEqual([OLD]);
  await migrate(database.url);
  expect(await indexes()).toEqual([OLD, NEW]);
  await client.query('update trail_format set narrow_from = now()');
  await migrate(database.url);
  expect(await indexes()).toEqual([NEW]);
});

test('an index whose making was interrupted is made again', async () => {
  await client.query(`update pg_index set indisvalid = false where indexrelid = '${NEW}'::regclass`);
  await settle();
  expect(await indexes()).toEqual([NEW]);
});

test('a question about an entity takes the index', async () => {
  await client.query('set enable_seqscan = off; set enable_indexscan = on; set enable_bitmapscan = off');
  const { rows } = await client.query(
    `explain select from activities where hashtextextended(entity_type, entity_id) = hashtextextended('task', 5)
     order by created_at desc limit 1`,
  );
  expect(JSON.stringify(rows)).toContain(NEW);
});

import { addToOutbox, storeWaiting } from '@timetracker/activities';
import { type Database, openDatabase, poolOf, runPrepared } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';

let testDatabase: TestDatabase;
/** Of one connection, which keeps what it has prepared. */
let database: Database;
let owner: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { poolSize: 1 });
  owner = await openDatabase(testDatabase.url);
});
afterEach(async () => {
  await database.close();
  await owner.close();
  await testDatabase.drop();
});

/** Often enough for PostgreSQL to keep a plan for whatever parameters. */
const REPEATEDLY = 8;

async function store(times: number): Promise<number> {
  let stored = 0;
  for (let time = 0; time < times; time += 1) {
    await addToOutbox(database.em, [anEvent(), anEvent()]);
    stored += (await storeWaiting(database.em, 100)).stored.length;
  }
  return stored;
}

test('storing goes on while migrations change its tables under running connections', async () => {
  const pool = await poolOf(owner);
  expect(await store(REPEATEDLY)).toBe(2 * REPEATEDLY);
  for (const change of [
    'alter table activity_outbox add column later text',
    'alter table activity_head add column later integer not null default 1',
    `alter table activities add column later jsonb not null default '{}'`,
    'alter table activity_rollups add column later text',
    'alter table activity_outbox drop column later',
    'create index on activity_outbox (created_at)',
    'analyze activity_outbox, activity_head, activities',
  ]) {
    await pool.query(change);
    expect(await store(2), change).toBe(4);
  }
});

test('a statement whose result has another type than before is answered all the same', async () => {
  const pool = await poolOf(owner);
  await pool.query('create table changing (value integer); insert into changing values (7)');
  const read = () =>
    runPrepared(database.em, 'read-changing', sql<{ value: unknown }>`select value from changing`);
  for (let time = 0; time < REPEATEDLY; time += 1) expect(await read()).toEqual([{ value: 7 }]);
  await pool.query('alter table changing alter value type text');
  for (let time = 0; time < 3; time += 1) expect(await read()).toEqual([{ value: '7' }]);
});

test('storing goes on when a pooler before the database has forgotten, or knows already, what was prepared', async () => {
  expect(await store(2)).toBe(4);
  const pool = await poolOf(database);
  await pool.query('discard all');
  expect(await store(2)).toBe(4);
  const fresh = await openDatabase(testDatabase.url, { poolSize: 1 });
  await (await poolOf(fresh)).query('prepare "add-to-outbox" as select 1');
  await addToOutbox(fresh.em, [anEvent()]);
  await fresh.close();
  expect((await storeWaiting(database.em, 100)).stored).toHaveLength(1);
});

test('a statement that fails for another reason fails once', async () => {
  await expect(runPrepared(database.em, 'fails', sql<object>`select 1 / 0`)).rejects.toMatchObject({
    code: '22012',
  });
  expect(await runPrepared(database.em, 'works', sql<object>`select 1 as one`)).toEqual([{ one: 1 }]);
});

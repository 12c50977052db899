import { type NewActivity, reconcileRollups, storeBatch } from '@timetracker/activities';
import { type Database, openDatabase, withUserAgent } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { leafHash } from '@timetracker/log/node';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedHistory } from './seed-history.ts';
import { seedOptions } from './seed-options.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { poolSize: 2 });
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const ofThree = { people: 20, projects: 30, until: '2026-06-30T15:00:00Z' };
const seed = (activities: number, more: object = {}, on = database) =>
  seedHistory(on, seedOptions.parse({ ...ofThree, activities, ...more }));

async function select<Row>(query: string, on = database): Promise<Row[]> {
  return (await sql.raw<Row>(query).execute(on.em.fork().getKysely())).rows;
}
const count = async (table: string) =>
  (await select<{ count: number }>(`select count(*) as count from ${table}`))[0]?.count;
const indexes = () =>
  select("select indexname, indexdef from pg_indexes where tablename like 'activit%' order by indexname");
const constraints = () =>
  select(`select conname, pg_get_constraintdef(oid) as definition, convalidated from pg_constraint
    where conrelid = 'activities'::regclass order by conname`);

test('adds as many as asked for, after those that are there, each with its leaf and its counts', async () => {
  await storeBatch(database.em, [anEvent(), anEvent(), anEvent()]);
  const before = [await indexes(), await constraints()];
  const result = await seed(5_000);
  expect(result).toEqual({ activities: 5_000, people: 20, projects: 30, seconds: expect.any(Number) });
  const ids = (await select<{ id: number }>('select id from activities order by id')).map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 5_003 }, (_, index) => index + 1));
  expect(await select('select last_id from activity_head')).toEqual([{ last_id: 5_003 }]);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
  expect([await indexes(), await constraints()]).toEqual(before);
  const { stored } = await storeBatch(database.em, [anEvent()]);
  expect(stored).toMatchObject([{ id: 5_004 }]);
});

test('every leaf can be computed again from its row', async () => {
  await seed(2_000);
  const rows = await select<
    NewActivity & { agent: string | null; created_at: Date; recorded_at: Date; hash: string; salt: string }
  >(
    `select *, encode(substr(leaf, 1, 32), 'hex') as hash, encode(substr(leaf, 33), 'hex') as salt from activities`,
  );
  expect(rows).toHaveLength(2_000);
  const wrong = rows.map(withUserAgent).filter(({ hash, salt, created_at, recorded_at, ...row }) => {
    const instants = {
      created_at: new Date(created_at).toISOString(),
      recorded_at: new Date(recorded_at).toISOString(),
    };
    return leafHash({ ...row, ...instants }, row, salt) !== hash;
  });
  expect(wrong).toEqual([]);
});

test('people are members of projects, and nobody can sign in as one of them', async () => {
  await seed(500);
  expect(await count('users')).toBe(20);
  expect(await count('projects')).toBe(30);
  const [members] = await select<{ least: number; most: number }>(
    `select min(n) as least, max(n) as most from (select count(*) as n from project_members group by user_id) sizes`,
  );
  expect(members?.least).toBeGreaterThanOrEqual(5);
  expect(members?.most).toBeLessThanOrEqual(30);
  expect(await count('auth_accounts')).toBe(0);
  expect(await count("users where role <> 'member' or username !~ '^seed-[0-9]+$'")).toBe(0);
  expect(await count('activity_outbox')).toBe(0);
});

test('a second time, the same people go on, others join them, and nothing comes twice', async () => {
  await seed(3_000);
  const people = await select('select id, username, display_name, created_at from users order by id');
  const projects = await select('select id, name, created_at from projects order by id');
  const before = await indexes();
  await seed(1_000, { people: 25, projects: 40, seed: 2 });
  await seed(1_000, { people: 5, projects: 5 });
  expect(
    await select('select id, username, display_name, created_at from users order by id limit 20'),
  ).toEqual(people);
  expect(await select('select id, name, created_at from projects order by id limit 30')).toEqual(projects);
  expect([await count('users'), await count('projects')]).toEqual([25, 40]);
  expect([await count('activities'), await count('activities where leaf is not null')]).toEqual([
    5_000, 5_000,
  ]);
  expect(await select('select min(id) as first, max(id) as last from activities')).toEqual([
    { first: 1, last: 5_000 },
  ]);
  expect(await indexes()).toEqual(before);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
  const again = `select entity_type, entity_id from activities where action = 'created' group by 1, 2 having count(*) > 1`;
  expect(await select(again)).toEqual([]);
});

test('the same options on another database make the same history, another seed another', async () => {
  const other = await createTestDatabase();
  const another = await openDatabase(other.url, { poolSize: 2 });
  const history = (on: Database) => select<object>('select *, null as leaf from activities order by id', on);
  try {
    await seed(2_000);
    await seed(2_000, {}, another);
    expect(await history(another)).toEqual(await history(database));
    await seed(100, { seed: 2 });
    await seed(100, { seed: 3 }, another);
    expect((await history(another)).slice(2_000)).not.toEqual((await history(database)).slice(2_000));
  } finally {
    await another.close();
    await other.drop();
  }
});

test("somebody else's account is not taken over: then nothing is made", async () => {
  await select(`insert into users (username, display_username, display_name, email)
    values ('seed-7', 'seed-7', 'Gärtnerei Seed', 'info@seed.example') returning id`);
  await expect(seed(100)).rejects.toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'people', message: expect.stringContaining('seed-7') }],
  });
  expect([await count('users'), await count('projects'), await count('activities')]).toEqual([1, 0, 0]);
});

test('an error in the middle leaves everything as it was', async () => {
  await seed(1_000);
  const before = await indexes();
  await select(`alter table activities add constraint no_more check (id <= 30_000)`);
  await expect(seed(60_000)).rejects.toThrow('no_more');
  expect([await count('activities'), await count('activities where leaf is not null')]).toEqual([
    1_000, 1_000,
  ]);
  expect(await select('select last_id from activity_head')).toEqual([{ last_id: 1_000 }]);
  expect(await indexes()).toEqual(before);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
});

test('as little as one activity of one person in one project', async () => {
  expect(await seed(1, { people: 1, projects: 1, years: 20 })).toMatchObject({ activities: 1 });
  expect(await count('activities')).toBe(1);
});

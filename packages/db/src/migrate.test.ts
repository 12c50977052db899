import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { nastyMigrations } from './migrating/test-migrations.ts';
import { migrations } from './migrations/index.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let bystander: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  bystander = new pg.Client({ connectionString: database.url, application_name: 'bystander' });
  await bystander.connect();
});
afterEach(async () => {
  await bystander.end();
  await database.drop();
});

const columns = async () =>
  (
    await bystander.query(
      `select table_name from information_schema.columns where column_name = 'nasty' order by table_name`,
    )
  ).rows.map(({ table_name }) => table_name);

test.each([
  ['select last_id from activity_head for update', 'holds the lock of who writes the trail'],
  ['select from activities', 'holds the table activities'],
  ['select from users', 'holds the table users'],
])('while somebody holds a lock (%s), it says who, and migrates when they let go', async (hold, what) => {
  await bystander.query('begin');
  await bystander.query(hold);
  const lines: string[] = [];
  const migrated = migrate(database.url, {
    migrations: nastyMigrations,
    onWaiting: (line) => lines.push(line),
  });
  await expect.poll(() => lines, { timeout: 20_000 }).toHaveLength(1);
  await bystander.query('commit');
  await migrated;
  expect(lines[0]).toMatch(/^The migration waits: bystander \(process \d+, in a transaction for \d+ s\) /);
  expect(lines[0]).toContain(`${what}. It has changed nothing and tries again.`);
  expect(await columns()).toEqual([
    'activities',
    'activity_outbox',
    'activity_rollups',
    'projects',
    'tasks',
    'users',
  ]);
});

test('after its time it gives up with one line, and has changed nothing', async () => {
  await bystander.query('begin');
  await bystander.query('select from users');
  const migrating = migrate(database.url, {
    migrations: nastyMigrations,
    withinMs: 1_500,
    onWaiting: () => undefined,
  });
  await expect(migrating).rejects.toThrow(
    /^The database was not migrated within \d s: bystander \(process \d+, in a transaction for \d+ s\) holds the table users\. Nothing was changed: [^\n]*$/,
  );
  await bystander.query('commit');
  expect(await columns()).toEqual([]);
  const { rows } = await bystander.query(`select from schema_migrations where name like '2999%'`);
  expect(rows).toEqual([]);
});

test('another migration that goes on for too long is said in one line', async () => {
  await bystander.query('select pg_advisory_lock($1)', [0x74_69_6d_65]);
  await expect(migrate(database.url, { withinMs: 300 })).rejects.toThrow(/another migration goes on/);
});

test('a vacuum of a table gives way', async () => {
  await bystander.query('begin');
  await bystander.query('lock table activities in share update exclusive mode');
  const lines: string[] = [];
  const migrated = migrate(database.url, {
    migrations: nastyMigrations,
    onWaiting: (line) => lines.push(line),
  });
  await expect.poll(() => lines, { timeout: 20_000 }).toHaveLength(1);
  const longest = async () => {
    const { rows } = await watcher.query(
      `select coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0)::float8 as seconds
       from pg_locks where not granted and relation = 'activities'::regclass`,
    );
    return rows[0].seconds;
  };
  const watcher = new pg.Client(database.url);
  await watcher.connect();
  await expect.poll(longest, { timeout: 30_000, interval: 50 }).toBeGreaterThan(1);
  await watcher.end();
  await bystander.query('commit');
  await migrated;
});

test('whoever has worked with a table may store while the migration waits for that table', async () => {
  await bystander.query('begin');
  await bystander.query('select from users');
  const migrated = migrate(database.url, { migrations: nastyMigrations, onWaiting: () => undefined });
  const watcher = new pg.Client(database.url);
  await watcher.connect();
  const longest = async () => {
    const { rows } = await watcher.query(
      `select coalesce(max(extract(epoch from clock_timestamp() - waitstart)), 0)::float8 as seconds
       from pg_locks where not granted and relation = 'users'::regclass`,
    );
    return rows[0].seconds;
  };
  await expect.poll(longest, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0.5);
  await bystander.query(`set local lock_timeout = '100ms'`);
  await bystander.query('select last_id from activity_head for update');
  await expect.poll(longest, { timeout: 30_000, interval: 20 }).toBeGreaterThan(1.2);
  await bystander.query('commit');
  await migrated;
  const { rows } = await watcher.query(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  await watcher.end();
  expect(rows).toEqual([{ deadlocks: 0 }]);
});

test('a migration that fails for a reason of its own is not tried again', async () => {
  let tried = 0;
  class Wrong extends Migration {
    override async up(): Promise<void> {
      tried += 1;
      await this.execute('select 1 / 0');
    }
  }
  const wrong = [...migrations, { name: '29991231-002-wrong', class: Wrong }];
  await expect(migrate(database.url, { migrations: wrong })).rejects.toThrow(/division by zero/);
  expect(tried).toBe(1);
});

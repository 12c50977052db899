import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { reconcileRollups } from '@timetracker/activities';
import { type Database, openDatabase, poolOf } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-cli-'));
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true });
});

/** Begins the command in a process of its own. */
const begin = (...options: string[]) =>
  spawn(process.execPath, [main, 'seed', ...options], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function run(...options: string[]) {
  const child = begin(...options);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}

async function select<Row extends object>(query: string): Promise<Row[]> {
  return (await (await poolOf(database)).query<Row>(query)).rows;
}
const written = () =>
  select(`select tuples_processed from pg_stat_progress_copy
    where datname = current_database() and tuples_processed > 0`);
/** What the command's connection is at. */
const doing = (statement: string) =>
  select(`select pid from pg_stat_activity where datname = current_database()
    and application_name = 'timetracker-cli' and state = 'active' and query like '${statement}%'`);
const state = () =>
  select(`select (select count(*) from users) as people, (select count(*) from activities) as activities,
    (select count(leaf) from activities) as leaves, (select count(*) from activity_rollups) as counts,
    (select last_id from activity_head) as last_id,
    (select count(*) from pg_indexes where tablename = 'activities') as indexes`);

test('killed in the middle of writing, nothing has happened', async () => {
  const before = await state();
  const child = begin('--activities', '2000000');
  await expect.poll(written).not.toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'close');
  // The server notices by itself, and lets go of the lock.
  await expect.poll(state).toEqual(before);
});

test('killed while the indexes are made, nothing has happened', async () => {
  const before = await state();
  const child = begin('--activities', '60000');
  await expect.poll(() => doing('CREATE INDEX')).not.toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'close');
  await expect.poll(state).toEqual(before);
});

test('says what was made, in one document with --json', async () => {
  const { code, stdout, stderr } = await run(
    '--activities',
    '3000',
    '--people',
    '10',
    '--projects',
    '20',
    '--json',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    activities: 3_000,
    people: 10,
    projects: 20,
    seconds: expect.any(Number),
  });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(await state()).toMatchObject([{ people: 10, activities: 3_000, leaves: 3_000, last_id: 3_000 }]);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
});

test('says so in words without it, and that an administrator is missing', async () => {
  const { code, stdout } = await run('--activities', '1000', '--people', '10', '--projects', '20');
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^Added 1,000 activities of 10 people in 20 projects, in [\d.]+ seconds\nNobody can sign in yet: .*\n$/,
    ),
  });
});

test.for([
  [['--activities', '0'], '--activities must be between 1 and 100000000'],
  [['--activities', '100000001'], '--activities must be between 1 and 100000000'],
  [['--activities', 'many'], '--activities must be between 1 and 100000000'],
  [['--activities', '1.5'], '--activities must be between 1 and 100000000'],
  [['--activities', '9', '--people', '5001'], '--people must be between 1 and 5000'],
  [['--activities', '9', '--projects', '0'], '--projects must be between 1 and 10000'],
  [['--activities', '9', '--years', '21'], '--years must be between 1 and 20'],
  [['--activities', '9', '--seed', '-1'], '--seed must be between 0 and 2147483647'],
  [['--activities', '9', '--until', '2999-01-01'], '--until must not be in the future'],
  [['--activities', '9', '--until', '1999-12-31'], '--until must not be before 2000'],
  [['--activities', '9', '--until', 'now'], '--until must be an ISO 8601 date or instant'],
  [[], "required option '--activities <number>' not specified"],
] as const)('refuses %s', async ([options, line]) => {
  expect(await run(...options, '--json')).toEqual({ code: 1, stdout: '', stderr: `${line}\n` });
});

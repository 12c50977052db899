import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createAccount } from '@timetracker/accounts';
import { storeBatch, verifyStoredLog } from '@timetracker/activities';
import { actingAs, type Database, openDatabase, systemActor } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { findAnonymization } from '@timetracker/privacy';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let dataDir: string;
let iris: number;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-cli-'));
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  await createUser('boss', 'admin');
  iris = await createUser('iris.novak');
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true });
});

const createUser = async (username: string, role: 'member' | 'admin' = 'member') => {
  const password = 'correct horse battery';
  const input = { username, email: `${username}@mail.example`, display_name: `Iris Novák`, role, password };
  return (await actingAs(systemActor, () => createAccount(database.em.fork(), input))).id;
};

const start = (...args: string[]) =>
  spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
async function outcome(child: ChildProcess) {
  const [stdout, stderr, [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}
const activity = (...args: string[]) => outcome(start(...args));
const add = async (count: number) => {
  for (let left = count; left > 0; left -= 5_000)
    await storeBatch(
      database.em,
      Array.from({ length: Math.min(left, 5_000) }, (_, index) =>
        anEvent(
          index % 4 === 0 ? { user_id: iris, ip_address: '203.0.113.9' } : { description: 'By Iris Novák' },
        ),
      ),
    );
};
const options = ['--user', 'iris.novak', '--reason', 'asked'];

test('a dry run tells what would change, the run changes it, and a second one is refused', async () => {
  await add(12);
  const dry = JSON.parse((await activity('anonymize', '--user', 'iris.novak', '--dry-run', '--json')).stdout);
  expect(dry).toMatchObject({ status: 'dry_run', activities: 12 });
  const done = JSON.parse((await activity('anonymize', ...options, '--json')).stdout);
  expect(done).toMatchObject({ job_id: expect.any(String), status: 'completed', activities: 12 });
  expect(await verifyStoredLog(database.em)).toMatchObject({ ok: true, erased: 12 });
  expect(await activity('anonymize', '--user', String(iris), '--reason', 'again')).toMatchObject({
    code: 1,
    stderr: `User ${iris} is anonymized already\n`,
  });
  expect(await activity('anonymize', '--user', 'boss', '--reason', 'x')).toMatchObject({
    code: 1,
    stderr: 'The last administrator cannot be anonymized\n',
  });
});

test('killed in the middle, it is gone on with', async () => {
  // More than a block of the search index, which is a step.
  await add(75_000);
  const child = start('anonymize', ...options);
  const killed = outcome(child);
  await expect
    .poll(async () => (await findAnonymization(database.em.fork(), iris))?.scanned ?? 0, {
      interval: 50,
      timeout: 120_000,
    })
    .toBeGreaterThan(0);
  child.kill('SIGKILL');
  await killed;
  expect((await findAnonymization(database.em.fork(), iris))?.stage).toBe('activities');
  expect(await verifyStoredLog(database.em)).toMatchObject({
    ok: true,
    in_progress: { erasures: [expect.any(String)] },
  });

  expect(await activity('anonymize', '--user', String(iris), '--reason', 'asked')).toMatchObject({ code: 0 });
  expect(await verifyStoredLog(database.em)).toMatchObject({
    ok: true,
    erased: 75_000,
    in_progress: { erasures: [] },
  });
  const left = await database.em
    .fork()
    .execute(`select 1 from activities where description like '%Iris%' or ip_address is not null`);
  expect(left).toHaveLength(0);
}, 240_000);

test('what is held about a person is written to a file that only its owner reads', async () => {
  await add(8);
  const file = join(dataDir, 'iris.json');
  expect(await activity('person-data', '--user', 'iris.novak', '--output', file)).toMatchObject({ code: 0 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const data = JSON.parse(await readFile(file, 'utf8'));
  expect(data).toMatchObject({ user_id: iris, account: { username: 'iris.novak' } });
  expect(data.activities).toHaveLength(2);
  expect(data.mentioned_in).toHaveLength(6);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { storeBatch } from '@timetracker/activities';
import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { writeSealKey } from '@timetracker/log/node';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-cli-'));
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  const occurred_at = '2025-01-31T12:00:00.000Z';
  await storeBatch(
    database.em,
    Array.from({ length: 100 }, () => anEvent({ occurred_at })),
  );
  await storeBatch(database.em, [anEvent(), anEvent()]);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true });
});

async function activity(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args, '--json'], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const json: unknown = stdout === '' ? undefined : JSON.parse(stdout);
  return { code: Number(code), json, stderr };
}

const old = ['purge', '--before', '2025-06-01', '--reason', 'Kept for long enough'];

test('without a seal nothing goes, with one what is old does, and the log still verifies', async () => {
  expect((await activity(...old)).json).toEqual({ purged: 0, unsealed: 100 });
  await writeSealKey(dataDir, 'example.com/activity');
  expect((await activity(...old, '--dry-run')).json).toEqual({ purged: 0, due: 0, unsealed: 100, held: 0 });
  expect((await activity(...old)).json).toEqual({ purged: 100 });
  expect((await activity(...old)).json).toEqual({ purged: 0 });
  expect((await activity('verify')).json).toMatchObject({ ok: true, purged: 100 });
  expect((await activity('stats', '--reconcile')).code).toBe(0);
});

test.each([
  [['--before', '2999-01-01', '--reason', 'x'], '--before must not be in the future\n'],
  [['--before', 'soon', '--reason', 'x'], '--before must be an ISO 8601 date or instant\n'],
  [['--before', '2025-01-01', '--reason', ' '], '--reason must not be empty\n'],
])('refuses %j', async (options, stderr) => {
  expect(await activity('purge', ...options)).toMatchObject({ code: 1, stderr });
});

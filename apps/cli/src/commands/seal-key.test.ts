import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
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
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(dataDir, { recursive: true });
});

async function activityOf(DATA_DIR: string, ...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}
const activity = (...args: string[]) => activityOf(dataDir, ...args);
const json = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await activity(...args, '--json')).stdout);
const add = (count: number) =>
  storeBatch(
    database.em,
    Array.from({ length: count }, () => anEvent()),
  );
const verified = (...keys: string[]) => json('verify', ...keys.flatMap((key) => ['--key', key]));

test('a key signs as soon as it was rotated, whatever else there is to sign', async () => {
  await add(3);
  await writeSealKey(dataDir, 'example.com/activity');
  await json('checkpoint');
  const never = (await json('seal-key', '--name', 'example.com/activity')) as { verifier: string };
  expect(await activity('verify', '--key', never.verifier)).toMatchObject({
    code: 1,
    stdout: 'The log agrees with itself, but no given key vouches for it yet\n',
    stderr: expect.stringMatching(
      /^unsigned: nothing is signed with a given key yet; the newest checkpoint, of 3, /,
    ),
  });

  const { verifier, before } = (await json('seal-key', '--rotate')) as { verifier: string; before: string };
  for (const sealed of [4, 5]) {
    expect(await verified(verifier)).toMatchObject({ ok: true, sealed });
    expect(await verified(before, verifier)).toMatchObject({ ok: true, sealed });
    expect(await verified(before)).toMatchObject({ ok: false, problem: 'changed', id: sealed });
    expect(await verified(never.verifier)).toMatchObject({ ok: false, problem: 'unsigned', id: null });
    if (sealed === 4) await add(1);
    await json('checkpoint');
  }
  const [told] = await database.em.execute<{ description: string; extra_data: object }[]>(
    `select description, extra_data from activities where id = 4`,
  );
  expect(told).toEqual({
    description: 'Changed the key that checkpoints are signed with',
    extra_data: { verifier, before },
  });
});

test('a worker that has the key from before goes on, and both keys together vouch for the log', async () => {
  const other = join(dataDir, 'other');
  await mkdir(other);
  await copyFile(join(dataDir, 'seal-key'), join(other, 'seal-key'));
  const { verifier, before } = (await json('seal-key', '--rotate')) as { verifier: string; before: string };
  expect(await activityOf(other, 'checkpoint')).toMatchObject({ code: 0, stderr: '' });
  expect(await verified(verifier)).toMatchObject({ ok: true, sealed: 6 });
  await add(1);
  expect(await activityOf(other, 'checkpoint')).toMatchObject({ code: 0, stderr: '' });
  expect(await verified(verifier, before)).toMatchObject({ ok: true, sealed: 7 });
  expect(await verified(verifier)).toMatchObject({ ok: false, problem: 'changed', id: 7 });
  await add(1);
  await json('checkpoint');
  expect(await verified(verifier)).toMatchObject({ ok: true, sealed: 8 });
});

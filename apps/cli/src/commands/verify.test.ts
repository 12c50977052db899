import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
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

async function activity(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATABASE_URL: testDatabase.url, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}
const json = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await activity(...args, '--json')).stdout);
const add = (count: number) =>
  storeBatch(
    database.em,
    Array.from({ length: count }, () => anEvent()),
  );
const file = (name: string) => join(dataDir, name);

test('without a key nothing is sealed, and verifying still works', async () => {
  await add(3);
  expect(await activity('checkpoint')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Nothing is sealed yet/),
  });
  expect(await json('verify')).toMatchObject({ ok: true, size: 3, sealed: 0 });
});

test('a checkpoint seals what there is, and verifying agrees with it after the key was changed', async () => {
  await writeSealKey(dataDir, 'example.com/activity');
  expect((await stat(file('seal-key'))).mode & 0o777).toBe(0o600);
  const first = await activity('checkpoint');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^example\.com\/activity\n3\n.{44}\n\n— example\.com\/activity .+\n$/);
  await writeFile(file('first'), first.stdout);
  expect(await json('seal-key', '--rotate')).toEqual({
    verifier: expect.stringMatching(/^example\.com\/activity\+/),
    before: expect.stringMatching(/^example\.com\/activity\+/),
  });
  await add(1);
  const second = await json('checkpoint');
  expect(second).toMatchObject({ size: 5 });
  expect(await json('verify', '--checkpoint', file('first'))).toMatchObject({
    ok: true,
    size: 5,
    sealed: 5,
    root: (second as { root: string }).root,
    in_progress: { erasures: [], purges: [] },
  });
  const keys = await database.em.execute<{ verifier: string }[]>('select verifier from log_keys');
  expect(keys).toHaveLength(2);
});

test('a given key has to have signed the newest checkpoint; older ones that other keys signed are listed', async () => {
  const rows = await database.em.execute<{ verifier: string }[]>(
    'select verifier from log_keys order by first_used_at',
  );
  const [first = '', second = ''] = rows.map(({ verifier }) => verifier);
  expect(await json('verify', '--key', first, second)).toMatchObject({ ok: true, sealed: 5 });
  expect(await json('verify', '--key', first, '--key', second)).toMatchObject({ ok: true, sealed: 5 });
  const older = { ok: true, sealed: 5, other_keys: [{ verifier: first, checkpoints: 1, last: 3 }] };
  expect(await json('verify', '--key', second)).toMatchObject(older);
  expect(await json('verify', '--key', second, '--checkpoint', file('first'))).toMatchObject(older);
  expect((await activity('verify', '--key', second)).stdout).toContain(
    `Note: 1 older checkpoint, up to 3, signed by ${first}, which was not given\n`,
  );
  expect(await activity('verify', '--key', first)).toMatchObject({
    code: 1,
    stderr: `changed at 5: the newest checkpoint, of 5, is not signed by a given key, but by ${second}\n`,
  });
  expect(await activity('verify', '--key', 'nothing')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--key must be a verifier key/),
  });
});

test('a log that does not continue what was signed is signed on only when told that a backup was restored', async () => {
  await database.em.execute('delete from log_checkpoints');
  await database.em.execute('alter table activities disable trigger user');
  await database.em.execute('create table kept_leaf as select id, leaf from activities where id = 5');
  await database.em.execute(`update activities set leaf = sha256('other') || substr(leaf, 33) where id = 5`);
  expect(await activity('checkpoint')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The log does not continue .* activity checkpoint --after-restore/),
  });
  const key = await readFile(file('seal-key'), 'utf8');
  await rm(file('seal-key'));
  expect(await activity('checkpoint', '--after-restore')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Only who has the key can accept a restored backup: [^\n]*\n$/),
  });
  await writeFile(file('seal-key'), key);
  const accepted = await activity('checkpoint', '--after-restore', '--json');
  expect(JSON.parse(accepted.stdout)).toMatchObject({
    size: 5,
    accepted: { size: 5, kept: expect.stringMatching(/last-checkpoint\./) },
  });
  expect(accepted.stderr).toMatch(/^Accepted at \S+: the log goes on from 5 activities, root [^\n]*\n$/);
  expect(await activity('checkpoint', '--after-restore')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^There is nothing to accept: the log continues [^\n]*\n$/),
  });
  await database.em.execute('delete from log_checkpoints');
  await database.em.execute(
    'update activities set leaf = kept_leaf.leaf from kept_leaf where activities.id = kept_leaf.id',
  );
  await database.em.execute('drop table kept_leaf');
  await database.em.execute('alter table activities enable trigger user');
});

test('what was changed is named, with exit code 1', async () => {
  await database.em.fork().transactional(async (tx) => {
    await tx.execute('alter table activities disable trigger user');
    await tx.execute(`update activities set description = 'other' where id = 2`);
  });
  expect(await activity('verify')).toMatchObject({
    code: 1,
    stderr: 'changed at 2: activity 2 is not what its leaf was made of\n',
  });
  expect(await json('verify')).toEqual({
    ok: false,
    problem: 'changed',
    id: 2,
    message: 'activity 2 is not what its leaf was made of',
  });
});

test('the verifier is printed with and without options', async () => {
  const present = (await json('seal-key')) as { verifier: string };
  expect(present.verifier).toMatch(/^example\.com\/activity\+[0-9a-f]{8}\+/);
  expect((await activity('seal-key')).stdout).toBe(`Verifier: ${present.verifier}\n`);
  expect((await activity('seal-key', '--name', 'other.example/activity')).stdout).toMatch(
    /^PRIVATE\+KEY\+other\.example\/activity\+\S+\nVerifier: other\.example\/activity\+\S+\n$/,
  );
  const { stdout } = await activity('seal-key', '--rotate');
  expect(stdout).toContain(`\nVerifier before: ${present.verifier}\n`);
  expect((await activity('seal-key')).stdout).toBe(/^Verifier: .*\n/m.exec(stdout)?.[0]);
  expect(await activity('seal-key', '--rotate', '--name', 'x')).toMatchObject({ code: 1, stdout: '' });
});

test('a file that is no checkpoint, or not there, is refused', async () => {
  expect(await activity('verify', '--checkpoint', file('seal-key'))).toMatchObject({
    code: 1,
    stderr: 'changed: the given checkpoint is not one\n',
  });
  expect(await activity('verify', '--checkpoint', file('nothing'))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--checkpoint cannot be read/),
  });
});

test('a key for another place is printed, not kept', async () => {
  expect(await json('seal-key', '--name', 'example.org/activity')).toEqual({
    key: expect.stringMatching(/^PRIVATE\+KEY\+example\.org\/activity\+/),
    verifier: expect.stringMatching(/^example\.org\/activity\+/),
  });
  expect(await activity('seal-key', '--name', 'a b')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--name must be/),
  });
});

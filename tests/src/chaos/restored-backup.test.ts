import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { addToOutbox } from '@timetracker/activities';
import { migrate, openDatabase } from '@timetracker/db';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { createProducer, migrateQueue } from '@timetracker/queue';
import { anEvent } from '@timetracker/shared/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { trailFaults } from '../fuzz/check-trail.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');

let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-backup-'));
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
  for (const name of ['data', 'restored'])
    await rm(await realpath(join(folder, name, 'postgres')), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

const directory = async (name: string) => {
  const path = join(folder, name);
  await mkdir(path, { mode: 0o711 });
  return path;
};
const storedIds = async (db: Awaited<ReturnType<typeof openDatabase>>) =>
  (await db.em.fork().execute<{ event_id: string }[]>('select event_id from activities order by id')).map(
    ({ event_id }) => event_id,
  );

test('a backup with events waiting in it is restored with all of them, and each is stored once', async () => {
  const events = Array.from({ length: 300 }, () => anEvent());
  const ids = events.map(({ event_id }) => event_id);
  const dataDir = await directory('data');
  const before = await startEmbeddedPostgres({ dataDir });
  await migrate(before.url);
  await migrateQueue(before.url);
  const db = await openDatabase(before.url, { applicationName: 'backup' });
  await db.em
    .fork()
    .execute(
      `insert into users (username, display_username, display_name, email) values ('mia', 'mia', 'Mia', 'mia@example.com')`,
    );
  await addToOutbox(db.em.fork(), events.slice(0, 50));
  const worker = await startChild('apps/worker/src/main.ts', {
    DATABASE_URL: before.url,
    REDIS_URL: '',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  });
  await expect.poll(() => storedIds(db)).toEqual(ids.slice(0, 50));
  await worker.stop();
  // Some wait in the outbox, some as a job of the release before, and some of these in both.
  await addToOutbox(db.em.fork(), events.slice(50, 200));
  const producer = createProducer({ kind: 'postgres', url: before.url }, { log: pino({ level: 'silent' }) });
  await producer.add(events.slice(180));
  await producer.close();
  await db.close();
  await before.stop();

  await run('tar', ['--dereference', '-C', dataDir, '-cf', join(folder, 'backup.tar'), '.']);
  const restored = await directory('restored');
  await run('tar', ['-C', restored, '-xpf', join(folder, 'backup.tar')]);
  const after = await startEmbeddedPostgres({ dataDir: restored });
  cleanUp.push(() => after.stop());
  const there = await openDatabase(after.url, { applicationName: 'backup' });
  cleanUp.push(() => there.close());
  const env = { DATABASE_URL: after.url, REDIS_URL: '', DATA_DIR: restored, LOG_LEVEL: 'silent' };
  const again = await startChild('apps/worker/src/main.ts', env);
  cleanUp.push(again.stop);
  await expect.poll(async () => (await storedIds(there)).length).toBe(events.length);
  expect((await storedIds(there)).toSorted()).toEqual(ids.toSorted());
  await expect.poll(() => there.em.fork().execute('select id from activity_outbox')).toEqual([]);
  expect(await trailFaults(there)).toEqual([]);
  const command = async (...args: string[]) =>
    JSON.parse(
      (
        await run(process.execPath, ['apps/cli/src/main.ts', ...args, '--json'], {
          cwd: root,
          env: { ...process.env, ...env },
        })
      ).stdout,
    ) as unknown;
  expect(await command('verify')).toMatchObject({ ok: true });
  expect(await command('stats', '--reconcile')).toMatchObject({ ok: true });
});

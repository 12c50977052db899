import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealLog, storeBatch, verifyStoredLog } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { findAnonymization } from '@timetracker/privacy';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { type Stack, startStack } from '../stack.ts';

/** A step is a block of the search index, 65,536 activities: there are two. */
const COUNT = 70_000;
const FIRST_STEP = 65_536;
const IP = '203.0.113.9';
const patience = { timeout: 60_000, interval: 100 };
const signer = parseSigner(generateSigner('example.com/activity'));
const seal = async () => (signer && (await sealLog(stack.db.em, signer)))?.note ?? '';

let folder: string;
let stack: Stack;
let admin: number;
let anna: number;
const outside: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-privacy-'));
  stack = await startStack('postgres', { DATA_DIR: folder }, { worker: false });
  admin = (await stack.createUser('ada.admin', 'admin')).id;
  anna = (await stack.createUser('anna.berg')).id;
  const hers = () => anEvent({ user_id: anna, ip_address: IP, description: 'Done by Anna Berg' });
  const about = () => anEvent({ user_id: admin, extra_data: { mail: 'anna.berg@example.com' } });
  const others = () => anEvent({ user_id: admin, description: 'Nothing about anybody' });
  for (let stored = 0; stored < COUNT; stored += 1_000) {
    const events = Array.from({ length: 1_000 }, (_, at) => [hers, about, others][at % 3]?.() ?? others());
    await storeBatch(stack.db.em, events);
    if (stored % 35_000 === 0) outside.push(await seal());
  }
  outside.push(await seal());
}, 120_000);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

const state = async () => {
  const row = await findAnonymization(stack.db.em.fork(), anna);
  if (!row) throw new Error('It was begun');
  return row;
};
const verdict = () => verifyStoredLog(stack.db.em, { outside });

/** How many rows of every table, those of the queue too, say one of these words. */
async function mentions(words: string): Promise<Record<string, number>> {
  const em = stack.db.em.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await em.execute<{ count: number }[]>(
      `select count(*)::integer as count from ${name} t where t::text ~* ?`,
      [words],
    );
    if (row && row.count > 0) found[name] = row.count;
  }
  return found;
}

test('a worker that is killed in the middle of an anonymization leaves whole steps, and the next one goes on', async () => {
  const key = await stack.createKey({ user_id: admin, scopes: ['admin'] });
  const begun = await fetch(`${stack.url}/api/users/${anna}/anonymize`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'Asked by Anna Berg' }),
  });
  expect(begun.status).toBe(202);

  // Whoever holds a row of the second step keeps the worker in the middle of it.
  const held = stack.db.em.fork();
  await held.begin();
  const mine = 'select id from activities where id > ? and user_id = ? limit 1 for update';
  expect(await held.execute(mine, [FIRST_STEP, anna])).toHaveLength(1);
  const env = {
    DATABASE_URL: stack.workerUrl,
    DATA_DIR: folder,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
  };
  const worker = await startChild('apps/worker/src/main.ts', env);
  const waiting = () =>
    stack.db.em
      .fork()
      .execute(
        `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%erase_activities%' and datname = current_database()`,
      );
  await expect.poll(async () => (await waiting()).length, patience).toBe(1);
  await worker.kill();
  await held.rollback();

  const killed = await state();
  expect(killed).toMatchObject({ stage: 'activities', scanned: FIRST_STEP, finished_at: null });
  expect(await verdict()).toMatchObject({ ok: true, in_progress: { erasures: [killed.id] } });
  const left = await mentions('anna.berg');
  expect(left['public.activities']).toBeGreaterThan(0);
  expect(left['public.activities']).toBeLessThan(COUNT - FIRST_STEP);

  await stack.startWorker();
  await expect.poll(async () => (await state()).finished_at, patience).not.toBeNull();
  expect(await verdict()).toMatchObject({ ok: true, in_progress: { erasures: [] } });
  expect(await stack.differences()).toEqual([]);
  const [{ count } = { count: 0 }] = await stack.db.em.execute<{ count: number }[]>(
    'select count(*)::integer as count from activity_rewrites where erasure_id = ?',
    [killed.id],
  );
  expect((await state()).counts['activities']).toBe(count);
  expect(await mentions(String.raw`anna|berg\M|203\.0\.113\.9`)).toEqual({});
}, 240_000);

import { randomBytes } from 'node:crypto';
import {
  findCheckpoint,
  reconcileRollups,
  sealLog,
  storeBatch,
  verifyStoredLog,
} from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { findPurge, requestPurge } from '@timetracker/privacy';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { type Stack, startStack } from '../stack.ts';

const COUNT = 40_000;
const OLD = '2025-03-01T12:00:00.000Z';
const patience = { timeout: 120_000, interval: 10 };
const signer = parseSigner(generateSigner('example.com/activity'));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack('postgres', {}, { worker: false });
  for (let stored = 0; stored < COUNT; stored += 1_000)
    await storeBatch(
      stack.db.em,
      Array.from({ length: 1_000 }, () => anEvent({ occurred_at: OLD })),
    );
  if (signer) await sealLog(stack.db.em, signer);
}, 120_000);
afterAll(() => stack.stop());

test('a worker that is killed in the middle of a purge leaves whole batches, and the next one goes on', async () => {
  const outside = [(await findCheckpoint(stack.db.em))?.note ?? ''];
  const { id } = await requestPurge(stack.db.em.fork(), {
    before: '2025-06-01T00:00:00.000Z',
    entity_type: null,
    reason: 'Kept for long enough',
  });
  const state = () => findPurge(stack.db.em.fork(), id);
  const env = { DATABASE_URL: stack.workerUrl, AUTH_SECRET: randomBytes(32).toString('base64') };
  const worker = await startChild('apps/worker/src/main.ts', { ...env, LOG_LEVEL: 'silent' });
  await expect.poll(async () => (await state()).purged, patience).toBeGreaterThan(0);
  await worker.kill();

  const killed = await state();
  expect(killed.finished_at).toBeNull();
  expect(killed.purged).toBeLessThan(COUNT);
  const [left] = await stack.db.em.execute<{ count: number }[]>(
    `select count(*)::integer as count from activities where entity_type <> 'audit'`,
  );
  expect(left?.count).toBe(COUNT - killed.purged);
  expect(await reconcileRollups(stack.db.em.fork())).toEqual([]);
  expect(await verifyStoredLog(stack.db.em, { outside })).toMatchObject({
    ok: true,
    purged: killed.purged,
    in_progress: { purges: [id] },
  });

  await stack.startWorker();
  await expect.poll(async () => (await state()).finished_at, patience).not.toBeNull();
  expect((await state()).purged).toBe(COUNT);
  expect(await reconcileRollups(stack.db.em.fork())).toEqual([]);
  expect(await verifyStoredLog(stack.db.em, { outside })).toMatchObject({
    ok: true,
    purged: COUNT,
    in_progress: { purges: [] },
  });
}, 240_000);

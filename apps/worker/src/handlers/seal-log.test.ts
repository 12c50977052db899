import {
  findCheckpoint,
  lastSignedCheckpoint,
  type StoredCheckpoint,
  sealLog,
  storeBatch,
} from '@timetracker/activities';
import { generateSigner, openCheckpoint, parseSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkerMetrics } from '../metrics.ts';
import { log, startSurroundings, type TestSurroundings } from '../test-worker.ts';
import { type RunningWorker, startWorker } from '../worker.ts';
import { sealLogHandler } from './seal-log.ts';

const patience = { timeout: 60_000, interval: 50 };
const SEAL_KEY = generateSigner('example.com/activity');

let around: TestSurroundings;
const workers: RunningWorker[] = [];
beforeEach(async () => {
  around = await startSurroundings('postgres');
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
  await around.stop();
});

const start = async () => workers.push(await startWorker({ env: { ...around.env, SEAL_KEY }, log }));

test('ten thousand activities do not wait a minute for their checkpoint, and several workers make one', async () => {
  await Promise.all([start(), start()]);
  for (let batch = 0; batch < 10; batch++)
    await around.producer.add(Array.from({ length: 1_000 }, () => anEvent()));
  let found: StoredCheckpoint | undefined;
  await expect
    .poll(async () => {
      found = await findCheckpoint(around.db.em);
      return found?.size;
    }, patience)
    .toBe(10_000);
  const signer = parseSigner(SEAL_KEY);
  expect(openCheckpoint(found?.note ?? '', signer ? [signer.verifier] : [])).toMatchObject({
    ok: true,
    checkpoint: { origin: 'example.com/activity', size: 10_000, root: found?.root },
  });
});

test('a log that does not continue what was signed is an alarm, and no failed job', async () => {
  const em = around.db.em;
  const signer = parseSigner(SEAL_KEY);
  await storeBatch(em, [anEvent()]);
  if (signer) await sealLog(em, signer, undefined, lastSignedCheckpoint(around.env.DATA_DIR));
  await em.execute('alter table activities disable trigger user');
  await em.execute(`update activities set leaf = sha256('other') || substr(leaf, 33)`);
  await em.execute('delete from log_checkpoints');
  const metrics = createWorkerMetrics();
  await sealLogHandler({ em, env: { ...around.env, SEAL_KEY }, metrics, log }).run({}, () => undefined);
  expect(await metrics.text()).toMatch(/log_forked_total\{found_by="signer"\} 1/);
  expect(await findCheckpoint(em)).toBeUndefined();
});

import { openDatabase } from '@timetracker/db';
import { afterEach, expect, test } from 'vitest';
import { isDatabaseThere } from './health.ts';
import { createWorkerMetrics } from './metrics.ts';
import { startStatusServer } from './status-server.ts';
import { startSurroundings } from './test-worker.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

const metrics = createWorkerMetrics();
const serve = async (problems: () => Promise<string[]>) => {
  const server = await startStatusServer({ host: '127.0.0.1', port: 0, problems, metrics });
  cleanUp.push(server.close);
  return (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
};

test('health is 200 while the worker works, and 503 with the reasons while it does not', async () => {
  let problems: string[] = [];
  const get = await serve(async () => problems);
  expect((await get('/health')).status).toBe(200);
  problems = ['the queue activities is paused'];
  const response = await get('/health');
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'unavailable', problems: ['the queue activities is paused'] },
  ]);
});

test('metrics count what became of the events', async () => {
  metrics.batchStored({ stored: [{ id: 1, event_id: 'a' }], duplicates: 2, conflicts: ['b'] }, 5);
  metrics.outboxRelayed(3);
  metrics.watchSchedules(() => 2);
  const text = await (await (await serve(async () => []))('/metrics')).text();
  expect(text).toContain('timetracker_worker_stored_total 1');
  expect(text).toContain('timetracker_worker_duplicates_total 2');
  expect(text).toContain('timetracker_worker_conflicts_total 1');
  expect(text).toContain('timetracker_worker_set_aside_total 2');
  expect(text).toContain('timetracker_worker_outbox_relayed_total 3');
  expect(text).toContain('timetracker_worker_batch_size_sum 5');
  expect(text).toContain('timetracker_worker_schedules_missing 2');
});

test('any other page does not exist', async () => {
  expect((await (await serve(async () => []))('/')).status).toBe(404);
});

test('the worker is healthy only while its database answers', async () => {
  const around = await startSurroundings('postgres');
  cleanUp.push(around.stop);
  const db = await openDatabase(around.env.DATABASE_URL);
  cleanUp.push(() => db.close());
  expect(await isDatabaseThere(db)).toBe(true);
  await around.proxy.cut();
  expect(await isDatabaseThere(db)).toBe(false);
  await around.proxy.restore();
  await expect.poll(() => isDatabaseThere(db), { timeout: 10_000 }).toBe(true);
  around.proxy.hang();
  expect(await isDatabaseThere(db)).toBe(false);
  await around.proxy.restore();
});

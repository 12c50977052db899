import { type Differences, repairRollups, storeBatch } from '@timetracker/activities';
import { openDatabase } from '@timetracker/db';
import { freePort } from '@timetracker/process';
import { type Backend, chooseBackend, openQueues } from '@timetracker/queue';
import { reconcileRollups } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { log as silent, startSurroundings, type TestSurroundings } from '../test-worker.ts';
import { startWorker } from '../worker.ts';
import { reconcileRollupsHandler } from './reconcile-rollups.ts';

const patience = { timeout: 30_000, interval: 50 };
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

const surround = async (kind: Backend['kind']) => {
  const around = await startSurroundings(kind);
  cleanUp.push(around.stop);
  await storeBatch(around.db.em, [
    anEvent({ occurred_at: '2026-01-02T03:04:05Z' }),
    anEvent({ occurred_at: '2026-03-02T03:04:05Z' }),
  ]);
  return around;
};
const damage = ({ db }: TestSurroundings) =>
  db.em.execute(`update activity_rollups set count = count + 1 where series = 'all_day'`);

describe.each<Backend['kind']>(['postgres', 'redis'])('with the queue on %s', (kind) => {
  test('when its hour comes, the metric says how many rollups differ, and the log names them', async () => {
    const around = await surround(kind);
    await damage(around);
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const WORKER_PORT = await freePort();
    const worker = await startWorker({ env: { ...around.env, WORKER_PORT }, log });
    cleanUp.push(worker.close);
    const metrics = async () => (await fetch(`http://127.0.0.1:${WORKER_PORT}/metrics`)).text();
    expect(await metrics()).not.toContain('timetracker_rollup_differences');

    const queues = openQueues(chooseBackend({ ...around.env, DATABASE_URL: around.databaseUrl }), silent);
    cleanUp.push(() => Promise.all(queues.map((queue) => queue.close())));
    const itsHourComes = async () => {
      const waiting = (await Promise.all(queues.map((queue) => queue.getDelayed()))).flat();
      const job = waiting.find(({ name }) => name === reconcileRollups.name);
      await job?.promote();
      return job !== undefined;
    };
    await expect.poll(itsHourComes, patience).toBe(true);
    await expect.poll(metrics, patience).toContain('timetracker_rollup_differences 2\n');
    expect(await metrics()).toMatch(/timetracker_rollup_reconciled_timestamp_seconds 1\d{9}/);
    expect(await metrics()).toMatch(/timetracker_rollup_reconcile_duration_seconds \d/);
    const warning = lines.find((line) => line.includes('rollups differ'));
    expect(JSON.parse(warning ?? '{}')).toMatchObject({
      differences: 2,
      first: [{ series: 'all_day', bucket: '2026-01-02T00:00:00.000Z', counted: 2, actual: 1 }, {}],
    });

    await repairRollups(around.db.em.fork());
    await expect.poll(itsHourComes, patience).toBe(true);
    await expect.poll(metrics, patience).toContain('timetracker_rollup_differences 0\n');
  });
});

test('a worker that is being stopped does not wait for the whole trail', async () => {
  const around = await surround('postgres');
  const stopping = new AbortController();
  const onReconciled = vi.fn<(found: Differences, seconds: number) => void>();
  const { run } = reconcileRollupsHandler({
    connect: () => openDatabase(around.databaseUrl, { poolSize: 1 }),
    onReconciled,
    log: silent,
    signal: stopping.signal,
  });
  const said: number[] = [];
  const running = run({}, (percent) => {
    said.push(percent);
    stopping.abort(new Error('stopping'));
  });
  await expect(running).rejects.toThrow('stopping');
  expect(said).toEqual([50]);
  expect(onReconciled).not.toHaveBeenCalled();
});

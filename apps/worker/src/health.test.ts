import { lastActivityId } from '@timetracker/activities';
import { OutboxEvent } from '@timetracker/db';
import { freePort } from '@timetracker/process';
import { type Backend, chooseBackend, createWaitingJobs, openQueues } from '@timetracker/queue';
import { storeActivities } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchStoring } from './storing-watch.ts';
import { log, startSurroundings, type TestSurroundings } from './test-worker.ts';
import { startWorker } from './worker.ts';

const patience = { timeout: 45_000, interval: 50 };

describe.each<Backend['kind']>(['postgres', 'redis'])(
  'the health of a worker with its queue on %s',
  (kind) => {
    let around: TestSurroundings;
    const cleanUp: (() => Promise<unknown>)[] = [];

    beforeEach(async () => {
      around = await startSurroundings(kind);
      cleanUp.push(around.stop);
    });
    afterEach(async () => {
      for (const step of cleanUp.splice(0).toReversed()) await step();
    });

    const start = async () => {
      const WORKER_PORT = await freePort();
      const worker = await startWorker({ env: { ...around.env, WORKER_PORT }, log });
      cleanUp.push(worker.close);
      return async () => {
        const response = await fetch(`http://127.0.0.1:${WORKER_PORT}/health`);
        return [response.status, await response.json()];
      };
    };
    const direct = () => chooseBackend({ DATABASE_URL: around.databaseUrl, REDIS_URL: around.env.REDIS_URL });

    test('says what is wrong: a paused queue, a database that is away', async () => {
      const health = await start();
      await expect.poll(health, patience).toEqual([200, { status: 'ok' }]);
      const queues = openQueues(direct(), log);
      cleanUp.push(() => Promise.all(queues.map((queue) => queue.close())));
      const activities = queues.find(({ name }) => name === storeActivities.queue);
      await activities?.pause();
      await expect
        .poll(health, patience)
        .toEqual([503, { status: 'unavailable', problems: ['the queue activities is paused'] }]);
      await activities?.resume();
      await expect.poll(health, patience).toEqual([200, { status: 'ok' }]);
      await around.proxy.cut();
      await expect
        .poll(async () => JSON.stringify(await health()), patience)
        .toContain('the database does not answer');
      await around.proxy.restore();
      await expect.poll(health, patience).toEqual([200, { status: 'ok' }]);
    });

    test('is bad while events wait and nothing is stored', async () => {
      const jobs = createWaitingJobs(direct(), storeActivities.queue, log);
      cleanUp.push(jobs.close);
      const watch = watchStoring({
        waiting: async () => (await jobs.count()) + (await around.db.em.fork().count(OutboxEvent)),
        lastId: () => lastActivityId(around.db.em.fork()),
        everyMs: 20,
        patienceMs: 200,
      });
      cleanUp.push(watch.close);
      expect(watch.isStuck()).toBe(false);
      await around.producer.add([anEvent()]);
      await expect.poll(watch.isStuck, patience).toBe(true);
      const worker = await startWorker({ env: around.env, log });
      cleanUp.push(worker.close);
      await expect.poll(watch.isStuck, patience).toBe(false);
      expect(await around.stored()).toHaveLength(1);
    });
  },
);

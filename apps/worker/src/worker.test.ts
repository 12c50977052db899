import { addToOutbox, reconcileRollups } from '@timetracker/activities';
import { findPurge, requestPurge } from '@timetracker/privacy';
import { type Backend, chooseBackend, createLiveBus, openQueues } from '@timetracker/queue';
import { lose } from '@timetracker/queue/testing';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log, mailEnv, startSurroundings, type TestSurroundings } from './test-worker.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const patience = { timeout: 30_000, interval: 20 };

test('without DATABASE_URL it says so in one line', async () => {
  const env = {
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    HOST: '127.0.0.1',
    WORKER_PORT: undefined,
    ...mailEnv,
  };
  await expect(startWorker({ env, log })).rejects.toThrow('DATABASE_URL: is required for the worker');
});

describe.each<Backend['kind']>(['postgres', 'redis'])('the worker with its queue on %s', (kind) => {
  let around: TestSurroundings;
  const workers: RunningWorker[] = [];
  const start = async () => {
    const worker = await startWorker({ env: around.env, log });
    workers.push(worker);
    return worker;
  };
  const gapFree = async (count: number) => {
    const rows = await around.stored();
    expect(rows.map((row) => row.id)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(await reconcileRollups(around.db.em.fork())).toEqual([]);
  };

  beforeEach(async () => {
    around = await startSurroundings(kind);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await around.stop();
  });

  test('one event sent a hundred times at once is stored once', async () => {
    await Promise.all([start(), start()]);
    const event = anEvent();
    const other = anEvent();
    await Promise.all(Array.from({ length: 100 }, () => around.producer.add([event])));
    await around.producer.add([other]);
    await expect
      .poll(async () => (await around.stored()).map((row) => row.event_id).sort(), patience)
      .toEqual([event.event_id, other.event_id].sort());
    await gapFree(2);
    expect(await around.setAside()).toEqual([]);
  });

  test('many events through two workers are stored once each, with ids without gaps', async () => {
    await Promise.all([start(), start()]);
    const events = Array.from({ length: 2_000 }, () => anEvent());
    await Promise.all(events.map((event) => around.producer.add([event])));
    await expect.poll(async () => (await around.stored()).length, patience).toBe(events.length);
    expect((await around.stored()).map((row) => row.event_id).sort()).toEqual(
      events.map((event) => event.event_id).sort(),
    );
    await gapFree(events.length);
  });

  test('events that do not fit are set aside, and the others of their batch are stored', async () => {
    await start();
    const first = anEvent();
    const last = anEvent();
    const shapeless = { event_id: 'not-a-uuid', action: 'danced' };
    const contradicting = { ...first, description: 'Something else' };
    await around.producer.add([first, shapeless as never, last]);
    await around.producer.add([contradicting]);
    await expect
      .poll(async () => (await around.setAside()).map((row) => row.reason), patience)
      .toEqual(['conflict', 'invalid']);
    expect((await around.stored()).map((row) => row.event_id)).toEqual([first.event_id, last.event_id]);
    await gapFree(2);
  });

  test('what is in the outbox is stored, whether it was there before or comes later', async () => {
    const early = Array.from({ length: 1_200 }, () => anEvent());
    await addToOutbox(around.db.em, early);
    await start();
    await expect.poll(async () => (await around.stored()).length, patience).toBe(early.length);
    await addToOutbox(around.db.em, [anEvent()]);
    await expect.poll(async () => (await around.stored()).length, patience).toBe(early.length + 1);
    await expect.poll(around.outbox, patience).toEqual([]);
    await gapFree(early.length + 1);
  });

  test('says on the live bus how far it has stored', async () => {
    await start();
    const bus = createLiveBus(chooseBackend({ ...around.env, DATABASE_URL: around.databaseUrl }), { log });
    const heard = vi.fn();
    await bus.onStored(heard);
    await vi.waitFor(async () => {
      await around.producer.add([anEvent()]);
      expect(heard).toHaveBeenCalled();
    }, patience);
    const stored = await around.stored();
    expect(heard.mock.calls.at(-1)?.[0]).toBeLessThanOrEqual(stored.length);
    await bus.close();
  });

  test('what was acknowledged while the database was away for the worker is stored once when it is back', async () => {
    await start();
    await around.producer.add([anEvent()]);
    await expect.poll(async () => (await around.stored()).length, patience).toBe(1);
    await around.proxy.cut();
    await Promise.all(Array.from({ length: 50 }, () => around.producer.add([anEvent()])));
    await addToOutbox(around.db.em, [anEvent()]);
    await around.proxy.restore();
    await expect.poll(async () => (await around.stored()).length, patience).toBe(52);
    await gapFree(52);
  });

  test("what is scheduled comes again after the queue's server has lost everything", async () => {
    const backend = chooseBackend({ ...around.env, DATABASE_URL: around.databaseUrl });
    await start();
    const purge = async () => {
      const { id } = await requestPurge(around.db.em.fork(), {
        before: '1999-01-01',
        entity_type: null,
        reason: 'Old',
      });
      const finished = async () => (await findPurge(around.db.em.fork(), id)).finished_at;
      // A scheduled job comes once a minute, and at once where the schedule is new.
      await expect.poll(finished, { timeout: 50_000, interval: 100 }).not.toBeNull();
    };
    await purge();
    await lose(backend, 'everything');
    await purge();
    const queues = openQueues(backend, log);
    const found = await Promise.all(queues.map((queue) => queue.getJobSchedulers()));
    await Promise.all(queues.map((queue) => queue.close()));
    expect(found.flat().map(({ key }) => key)).toEqual(
      expect.arrayContaining(['seal-log', 'index-search', 'purge-activities', 'anonymize-people']),
    );
  });

  test('starts before its database', async () => {
    await around.proxy.cut();
    await start();
    await around.proxy.restore();
    await around.producer.add([anEvent()]);
    await expect.poll(async () => (await around.stored()).length, patience).toBe(1);
  });
});

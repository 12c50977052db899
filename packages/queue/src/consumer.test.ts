import { storeActivities } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { UnrecoverableError } from 'bullmq';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { type Consumer, createConsumer } from './consumer.ts';
import type { JobHandlers } from './process-job.ts';
import { createProducer, type Producer } from './producer.ts';
import { openQueue } from './queues.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const log = { warn: vi.fn() };
const patience = { timeout: 20_000, interval: 20 };

describe.each<Backend['kind']>(['postgres', 'redis'])('the consumer on %s', (kind) => {
  let server: TestBackend;
  let producer: Producer;
  const consumers: Consumer[] = [];

  beforeEach(async () => {
    server = await startTestBackend(kind);
    producer = createProducer(server.direct, { log });
  });
  afterEach(async () => {
    await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
    await producer.close();
    await server.stop();
  });

  const consume = (run: JobHandlers[string]) => {
    const consumer = createConsumer(server.backend, { [storeActivities.name]: run }, { log });
    consumers.push(consumer);
    return consumer;
  };
  const counts = async () => {
    const queue = openQueue(server.direct, storeActivities.queue, log);
    try {
      return await queue.getJobCounts('waiting', 'active', 'delayed', 'completed', 'failed');
    } finally {
      await queue.close();
    }
  };

  test('hands each payload to its handler and forgets the job', async () => {
    const run = vi.fn(async () => undefined);
    consume(run);
    const event = anEvent();
    await producer.add([event]);
    await vi.waitFor(
      () => expect(run).toHaveBeenCalledWith({ events: [{ v: 1, ...event }] }, expect.any(Function)),
      patience,
    );
    await expect
      .poll(counts, patience)
      .toEqual({ waiting: 0, active: 0, delayed: 0, completed: 0, failed: 0 });
  });

  test('names the jobs that fail again and again, until one succeeds', async () => {
    let works = false;
    const run = vi.fn(async () => {
      if (!works) throw new UnrecoverableError('not now');
    });
    const consumer = consume(run);
    for (const times of [1, 2, 3]) {
      expect(consumer.failing()).toEqual([]);
      await producer.add([anEvent()]);
      await expect.poll(() => run.mock.calls.length, patience).toBe(times);
      await expect.poll(async () => (await counts())['failed'], patience).toBe(times);
    }
    await expect.poll(consumer.failing, patience).toEqual([storeActivities.name]);
    works = true;
    await producer.add([anEvent()]);
    await expect.poll(consumer.failing, patience).toEqual([]);
  });

  test('shows how far a job has come', async () => {
    const mayEnd = Promise.withResolvers<void>();
    consume(async (_payload, report) => {
      report(42);
      await mayEnd.promise;
    });
    await producer.add([anEvent()]);
    const queue = openQueue(server.direct, storeActivities.queue, log);
    const progress = async () => (await queue.getActive()).map((job) => job.progress);
    await expect.poll(progress, patience).toEqual([42]);
    mayEnd.resolve();
    await queue.close();
  });

  test('tries a failed job again', async () => {
    const run = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('database away'));
    consume(run);
    await producer.add([anEvent()]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), patience);
  });

  test('lays a job that can never work among the failed ones', async () => {
    consume(() => Promise.reject(new UnrecoverableError('not in shape')));
    await producer.add([anEvent()]);
    await expect.poll(counts, patience).toMatchObject({ failed: 1, waiting: 0 });
  });

  test('finishes the job at hand before it closes', async () => {
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    let ended = false;
    const consumer = consume(async () => {
      begun.resolve();
      await mayEnd.promise;
      ended = true;
    });
    await producer.add([anEvent()]);
    await begun.promise;
    const closing = consumer.close().then(() => ended);
    mayEnd.resolve();
    expect(await closing).toBe(true);
    expect(await counts()).toMatchObject({ active: 0, waiting: 0 });
  });

  test('may start before its server, and may close without having met it', async () => {
    await server.proxy.cut();
    const run = vi.fn(async () => undefined);
    const consumer = consume(run);
    const hopeless = consume(run);
    expect(consumer.isRunning()).toBe(false);
    await hopeless.close();
    await server.proxy.restore();
    await expect.poll(() => consumer.isRunning(), patience).toBe(true);
    await producer.add([anEvent()]);
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), patience);
  });

  test('goes on when its server was away', async () => {
    const run = vi.fn(async () => undefined);
    consume(run);
    await producer.add([anEvent()]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), patience);
    await server.proxy.cut();
    await producer.add([anEvent()]);
    await server.proxy.restore();
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThanOrEqual(2), patience);
  });
});

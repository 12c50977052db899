import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { createProducer, type Producer } from './producer.ts';
import { openQueue } from './queues.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const log = { warn: vi.fn() };

describe.each<Backend['kind']>(['postgres', 'redis'])('the producer on %s', (kind) => {
  let server: TestBackend;
  let producer: Producer;
  const onFallback = vi.fn();

  beforeEach(async () => {
    onFallback.mockReset();
    server = await startTestBackend(kind);
    producer = createProducer(server.backend, { log, onFallback });
  });
  afterEach(async () => {
    await producer.close();
    await server.stop();
  });

  const queued = async () => {
    const queue = openQueue(server.direct, 'activities', log);
    try {
      const jobs = await queue.getJobs(['waiting']);
      return jobs.map((job) => (job.data as { events: { event_id: string }[] }).events);
    } finally {
      await queue.close();
    }
  };

  test('joins the events of concurrent callers into jobs that hold each event once', async () => {
    const events = Array.from({ length: 1_200 }, () => anEvent());
    await Promise.all(events.map((event) => producer.add([event])));
    const jobs = await queued();
    expect(jobs.length).toBeLessThanOrEqual(4);
    expect(
      jobs
        .flat()
        .map((event) => event.event_id)
        .sort(),
    ).toEqual(events.map((event) => event.event_id).sort());
  });

  test('keeps a job until its last try and removes it when it is done', async () => {
    await producer.add([anEvent()]);
    const queue = openQueue(server.direct, 'activities', log);
    const [job] = await queue.getJobs(['waiting']);
    expect(job?.opts).toMatchObject({ attempts: 10_000, removeOnComplete: true, removeOnFail: false });
    await queue.close();
  });

  test('knows how many batches wait', async () => {
    expect(producer.depth().batches).toBe(0);
    await producer.add([anEvent()]);
    await expect.poll(() => producer.depth().batches, { timeout: 5_000 }).toBe(1);
  });

  test('fails at once while connections are refused, and recovers by itself', async () => {
    await producer.add([anEvent()]);
    await server.proxy.cut();
    const startedAt = performance.now();
    await expect(producer.add([anEvent(), anEvent()])).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    expect(onFallback).toHaveBeenLastCalledWith(expect.any(Error), 2);
    await server.proxy.restore();
    await vi.waitFor(() => producer.add([anEvent()]), { timeout: 15_000, interval: 50 });
  });

  test('fails within seconds when the server stops answering, and recovers by itself', async () => {
    await producer.add([anEvent()]);
    server.proxy.hang();
    const startedAt = performance.now();
    await expect(producer.add([anEvent()])).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    await server.proxy.restore();
    await vi.waitFor(() => producer.add([anEvent()]), { timeout: 15_000, interval: 50 });
  });

  test('may start before its server', async () => {
    await server.proxy.cut();
    const early = createProducer(server.backend, { log });
    await expect(early.add([anEvent()])).rejects.toThrow();
    await server.proxy.restore();
    await vi.waitFor(() => early.add([anEvent()]), { timeout: 15_000, interval: 50 });
    await early.close();
  });

  test('sends what waits before it closes', async () => {
    const last = createProducer(server.backend, { log });
    const added = last.add([anEvent()]);
    await last.close();
    await added;
    expect(await queued()).toHaveLength(1);
  });
});

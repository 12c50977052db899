import { type JobDeclaration, markOverdueInvoices } from '@timetracker/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { createConsumer } from './consumer.ts';
import { openQueue } from './queues.ts';
import { keepSchedules } from './schedules.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';

const log = { warn: vi.fn() };
const patience = { timeout: 20_000, interval: 20 };
const HOUR_MS = 3_600_000;

const sweep: JobDeclaration = {
  ...markOverdueInvoices,
  name: 'sweep',
  schedule: { every_ms: HOUR_MS },
  attempts: 2,
  backoff: { initialMs: 10, maxMs: 10 },
};

describe.each<Backend['kind']>(['postgres', 'redis'])('schedules on %s', (kind) => {
  let server: TestBackend;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    server = await startTestBackend(kind);
  });
  afterEach(async () => {
    for (const step of cleanUp.splice(0).toReversed()) await step();
    await server.stop();
  });

  const tell = (declared: readonly JobDeclaration[]) => {
    const schedules = keepSchedules(server.backend, { log }, declared);
    cleanUp.push(schedules.close);
    return schedules.settled;
  };
  const work = (run: (payload: unknown) => Promise<void>) => {
    const consumer = createConsumer(server.backend, { [sweep.name]: run }, { log });
    cleanUp.push(consumer.close);
  };
  const look = async () => {
    const queue = openQueue(server.direct, 'maintenance', log);
    try {
      const schedulers = await queue.getJobSchedulers();
      return {
        schedules: schedulers.map(({ key, every, pattern }) => ({ key, every, pattern })),
        jobs: (await queue.getJobs(['waiting', 'delayed'])).length,
        failed: await queue.getFailedCount(),
      };
    } finally {
      await queue.close();
    }
  };

  test('exist once, with one job to come, however many processes tell of them and how often', async () => {
    await Promise.all([tell([sweep]), tell([sweep]), tell([sweep])]);
    await tell([sweep]);
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep', every: HOUR_MS }] });
    const run = vi.fn(async () => undefined);
    work(run);
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), patience);
    await expect.poll(look, patience).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
    await tell([sweep]);
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
  });

  test('hand their job to one of the workers, at once for the first time', async () => {
    const run = vi.fn(async () => undefined);
    work(run);
    work(run);
    await tell([sweep]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledExactlyOnceWith({}, expect.any(Function)), patience);
    await expect.poll(look, patience).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
    expect(run).toHaveBeenCalledOnce();
  });

  test('come again and again', async () => {
    const run = vi.fn(async () => undefined);
    work(run);
    await tell([{ ...sweep, schedule: { every_ms: 100 } }]);
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThanOrEqual(3), patience);
  });

  test('try a failed job again, and go on when it never works', async () => {
    const run = vi.fn(() => Promise.reject(new Error('database away')));
    work(run);
    await tell([{ ...sweep, schedule: { every_ms: 200 } }]);
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(sweep.attempts), patience);
    await expect.poll(async () => (await look()).failed, patience).toBeGreaterThan(0);
  });

  test('change when their declaration changes, and end when nobody declares them', async () => {
    const yearly = (name: string, cron: string) => ({ ...sweep, name, schedule: { cron } });
    await tell([yearly('sweep', '0 3 1 1 *'), yearly('outdated', '0 4 1 1 *')]);
    expect((await look()).jobs).toBe(2);
    await tell([yearly('sweep', '30 3 1 1 *')]);
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep', pattern: '30 3 1 1 *' }], jobs: 1 });
    await tell([]);
    expect(await look()).toMatchObject({ schedules: [], jobs: 0 });
  });

  test('leave nothing behind when they are closed while they are being told', async () => {
    for (let times = 0; times < 5; times += 1) {
      const schedules = keepSchedules(server.backend, { log }, [sweep]);
      await schedules.close();
      await schedules.settled;
    }
  });

  test('are told as soon as the server can be reached, or never when closed before', async () => {
    await server.proxy.cut();
    const hopeless = keepSchedules(server.backend, { log }, [sweep]);
    await hopeless.close();
    const settled = tell([sweep]);
    await server.proxy.restore();
    await settled;
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep' }] });
  });
});

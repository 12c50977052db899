import { type JobDeclaration, markOverdueInvoices, type QueueName } from '@timetracker/shared';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend } from './backend.ts';
import { createConsumer } from './consumer.ts';
import { openQueue } from './queues.ts';
import { keepSchedules } from './schedules.ts';
import { lose, startTestBackend, type TestBackend } from './test-backend.ts';

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

  const tell = (declared: readonly JobDeclaration[], retired: { queue: QueueName; name: string }[] = []) => {
    const schedules = keepSchedules(server.backend, { log, declared, retired });
    cleanUp.push(schedules.close);
    return schedules.settled;
  };
  /** Over and over, so that a test need not wait. */
  const keep = (declared: readonly JobDeclaration[], everyMs = 50) => {
    const schedules = keepSchedules(server.backend, { log, declared, everyMs });
    cleanUp.push(schedules.close);
    return schedules;
  };
  const loseEverything = () => lose(server.direct, 'everything');
  const work = (run: (payload: unknown) => Promise<void>) => {
    const consumer = createConsumer(server.backend, { [sweep.name]: run }, { log });
    cleanUp.push(consumer.close);
  };
  const withQueue = async <Result>(ask: (queue: ReturnType<typeof openQueue>) => Promise<Result>) => {
    const queue = openQueue(server.direct, 'maintenance', log);
    try {
      return await ask(queue);
    } finally {
      await queue.close();
    }
  };
  const look = () =>
    withQueue(async (queue) => ({
      schedules: (await queue.getJobSchedulers()).map(({ key, every, pattern, template }) => ({
        key,
        every,
        pattern,
        attempts: template?.opts?.attempts,
      })),
      jobs: (await queue.getJobs(['waiting', 'delayed'])).length,
      failed: await queue.getFailedCount(),
    }));

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

  const yearly = (name: string, cron: string) => ({ ...sweep, name, schedule: { cron } });

  test('change when their declaration changes, be it the time or how the job is tried', async () => {
    await tell([yearly('sweep', '0 3 1 1 *')]);
    await tell([yearly('sweep', '30 3 1 1 *')]);
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep', pattern: '30 3 1 1 *' }], jobs: 1 });
    await tell([{ ...sweep, attempts: 7 }]);
    expect(await look()).toMatchObject({
      schedules: [{ key: 'sweep', every: HOUR_MS, attempts: 7 }],
      jobs: 1,
    });
  });

  test('stay when an older release tells of its own, and end when they are listed as retired', async () => {
    await tell([yearly('sweep', '0 3 1 1 *'), yearly('newer', '0 4 1 1 *')]);
    await tell([yearly('sweep', '0 3 1 1 *')]);
    expect((await look()).schedules.map(({ key }) => key).toSorted()).toEqual(['newer', 'sweep']);
    await tell([yearly('sweep', '0 3 1 1 *')], [{ queue: 'maintenance', name: 'newer' }]);
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
    await tell([], [{ queue: 'maintenance', name: 'sweep' }]);
    expect(await look()).toMatchObject({ schedules: [], jobs: 0 });
  });

  test('come back, and their work is done, after the server has lost everything', async () => {
    const run = vi.fn(async () => undefined);
    work(run);
    const { settled } = keep([sweep]);
    await settled;
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), patience);
    await loseEverything();
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(2), patience);
    await expect.poll(look, patience).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
  });

  test('come back as soon as a server that was away is there again, having lost everything', async () => {
    const { settled, missing } = keep([sweep], HOUR_MS);
    expect(missing()).toEqual(['sweep']);
    await settled;
    expect(missing()).toEqual([]);
    await server.proxy.cut();
    await loseEverything();
    await server.proxy.restore();
    // PostgreSQL is asked over a connection that is made when it is needed: it is not known to have been away.
    if (kind === 'postgres') keep([sweep], HOUR_MS);
    await expect.poll(look, patience).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
  });

  test('are missing while the server is away, and not any more when it is back', async () => {
    const { settled, missing } = keep([sweep]);
    await settled;
    await server.proxy.cut();
    await expect.poll(missing, patience).toEqual(['sweep']);
    await server.proxy.restore();
    await expect.poll(missing, patience).toEqual([]);
  });

  test('go on when somebody has removed the job that was to come', async () => {
    const { settled } = keep([sweep]);
    await settled;
    await lose(server.direct, 'jobs');
    await expect.poll(look, patience).toMatchObject({ schedules: [{ key: 'sweep' }], jobs: 1 });
  });

  test('are left alone while they are as declared: a job that runs long runs once', async () => {
    const done = Promise.withResolvers<undefined>();
    const run = vi.fn(() => done.promise);
    work(run);
    keep([sweep], 10);
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), patience);
    await expect.poll(async () => (await look()).jobs, patience).toBe(1);
    const next = () =>
      withQueue(async (queue) =>
        (await queue.getJobs(['delayed'])).map(({ id, timestamp }) => [id, timestamp]),
      );
    const before = await next();
    // Looked at by others meanwhile, many times.
    for (let times = 0; times < 5; times += 1) await tell([sweep]);
    expect(await next()).toEqual(before);
    done.resolve(undefined);
    expect(run).toHaveBeenCalledOnce();
  });

  test('leave nothing behind when they are closed while they are being told', async () => {
    for (let times = 0; times < 5; times += 1) {
      const schedules = keepSchedules(server.backend, { log, declared: [sweep] });
      await schedules.close();
      await schedules.settled;
    }
  });

  test('are told as soon as the server can be reached, or never when closed before', async () => {
    await server.proxy.cut();
    const hopeless = keepSchedules(server.backend, { log, declared: [sweep] });
    await hopeless.close();
    const settled = tell([sweep]);
    await server.proxy.restore();
    await settled;
    expect(await look()).toMatchObject({ schedules: [{ key: 'sweep' }] });
  });
});

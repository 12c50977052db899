import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { storeActivities } from '@timetracker/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import { openQueue } from './queues.ts';
import { startTestBackend, type TestBackend } from './test-backend.ts';
import type { Told } from './test-doomed.ts';

const doomed = fileURLToPath(new URL('test-doomed.ts', import.meta.url));
const log = { warn: () => undefined };
const patience = { timeout: 100_000, interval: 50 };

describe.each<Backend['kind']>(['postgres', 'redis'])(
  'a worker that dies of a job on %s',
  (kind) => {
    let server: TestBackend;
    let child: ChildProcess | undefined;
    let closing: boolean;
    let deaths: number;
    const stored = new Set<string>();
    const apart: { payload: unknown; detail: string }[] = [];

    beforeEach(async () => {
      server = await startTestBackend(kind);
      closing = false;
      deaths = 0;
      stored.clear();
      apart.length = 0;
    });
    afterEach(async () => {
      closing = true;
      if (child && child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      }
      await server.stop();
    });

    /** Starts it again whenever it dies, as a supervisor does. */
    const supervise = () => {
      child = fork(doomed, {
        env: { ...process.env, BACKEND: kind, QUEUE_URL: server.direct.url },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child.on('message', (told: Told) => {
        if ('apart' in told) apart.push(told.apart);
        else for (const id of told.stored) stored.add(id);
      });
      child.on('exit', () => {
        if (closing) return;
        deaths++;
        supervise();
      });
    };
    const withQueue = async <Result>(work: (queue: ReturnType<typeof openQueue>) => Promise<Result>) => {
      const queue = openQueue(server.direct, storeActivities.queue, log);
      try {
        return await work(queue);
      } finally {
        await queue.close();
      }
    };
    const add = (...ids: string[]) =>
      withQueue((queue) =>
        queue.add(storeActivities.name, { events: ids.map((id) => ({ id })) }, jobOptions(storeActivities)),
      );
    const left = () =>
      withQueue((queue) => queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'));
    const nothing = { waiting: 0, active: 0, delayed: 0, failed: 0, completed: 0 };

    test('the event is kept apart with the reason, all others are stored, and the queue is empty', async () => {
      await add('a', 'b');
      await add('c', 'poison', 'd');
      for (let job = 0; job < 40; job++) await add(`e${job}`);
      supervise();
      await expect.poll(() => apart, patience).toHaveLength(1);
      await expect.poll(() => stored.size, patience).toBe(44);
      expect(apart).toEqual([
        { payload: { id: 'poison' }, detail: '2 workers ended while they did nothing but this' },
      ]);
      await expect.poll(left, patience).toEqual(nothing);
      // With others, alone; then the event with others, and twice alone.
      expect(deaths).toBeLessThanOrEqual(5);
      await add('after');
      await expect.poll(() => stored.has('after'), patience).toBe(true);
    });
  },
  120_000,
);

import { setTimeout as pause } from 'node:timers/promises';
import { type JobDeclaration, type JobSchedule, jobs, type QueueName, queueNames } from '@timetracker/shared';
import type { Queue } from 'bullmq';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import { createFailureLog, type Log } from './log.ts';
import { openQueue } from './queues.ts';
import { reopening } from './reopening.ts';

export interface Schedules {
  /** Resolves when the queue's server knows the schedules, or on `close`. */
  settled: Promise<void>;
  close: () => Promise<void>;
}

const RETRY_MS = 1_000;

const repeat = (schedule: JobSchedule) =>
  'cron' in schedule ? { pattern: schedule.cron, tz: 'UTC' } : { every: schedule.every_ms };

/**
 * Makes the queues' schedules the declared ones: new ones begin, changed ones change, and those that nobody declares
 * any more end. The queue's server keeps a schedule once, whoever says it how often, and goes on by it while no
 * process does. A server that is away is waited for.
 */
export function keepSchedules(
  backend: Backend,
  { log }: { log: Log },
  declared: readonly JobDeclaration[] = jobs,
): Schedules {
  const report = createFailureLog(log, 'schedules: not told yet, trying again');
  const closing = new AbortController();

  const closed = new Promise<void>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(), { once: true });
  });

  const tell = (name: QueueName) => {
    const opened = reopening(() => openQueue(backend, name, log));
    const scheduled = declared.filter((job) => job.queue === name);
    const told = async () => {
      while (!closing.signal.aborted) {
        try {
          await bringUpToDate(await opened.get(), scheduled);
          return await opened.close();
        } catch (error) {
          if (closing.signal.aborted) return;
          report(error);
          await pause(RETRY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
        }
      }
    };
    return { told: told(), close: opened.close };
  };
  const queues = queueNames.map(tell);

  return {
    // A connecting that is cut short by closing may never end.
    settled: Promise.race([closed, Promise.all(queues.map(({ told }) => told)).then(() => undefined)]),
    close: async () => {
      closing.abort();
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}

async function bringUpToDate(queue: Queue, declared: readonly JobDeclaration[]): Promise<void> {
  const kept = new Set<string>();
  for (const job of declared) {
    if (!job.schedule) continue;
    kept.add(job.name);
    const template = { name: job.name, data: {}, opts: jobOptions(job) };
    await queue.upsertJobScheduler(job.name, repeat(job.schedule), template);
  }
  for (const { key } of await queue.getJobSchedulers()) {
    if (!kept.has(key)) await queue.removeJobScheduler(key);
  }
}

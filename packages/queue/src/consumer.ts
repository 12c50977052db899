import { setTimeout as pause } from 'node:timers/promises';
import { type QueueName, queueNames, queues } from '@timetracker/shared';
import { UnrecoverableError, type Worker, type WorkerOptions } from 'bullmq';
import { createAtHand } from './at-hand.ts';
import type { Backend } from './backend.ts';
import { openBoundedWorker } from './bounded-worker.ts';
import { createFailingJobs } from './failing-jobs.ts';
import { declaredBackoff } from './job-options.ts';
import { createFailureLog, failure, type Log, logErrors } from './log.ts';
import { createProcess, type JobHandlers, type SetApart } from './process-job.ts';

export interface Consumer {
  /** Whether every queue is being worked on. */
  isRunning: () => boolean;
  /** The names of jobs whose last three tries have failed. */
  failing: () => string[];
  /** Takes no more jobs and resolves when those at hand are done. */
  close: () => Promise<void>;
}

// A killed worker's jobs come back after its lock ended and a check noticed: within 15 s.
const SILENCE = { lockMs: 10_000, checkMs: 5_000 };

const options: Omit<WorkerOptions, 'connection'> = {
  autorun: false,
  // A job that has to do with it is tried alone and kept apart, see `createProcess`.
  maxStalledCount: 1_000,
  runRetryDelay: 1_000,
  settings: { backoffStrategy: declaredBackoff },
};

const RETRY_MS = 500;

export interface ConsumerParts {
  log: Log;
  /** Keeps an event that cannot be stored; without it, the job rests among the failed ones. */
  setApart?: SetApart;
  /** How long a job stays with a worker that says nothing, and how often that is looked at, ms. */
  silence?: { lockMs: number; checkMs: number };
}

/** Works on every queue; begins as soon as the queue's server can be reached. */
export function createConsumer(backend: Backend, handlers: JobHandlers, parts: ConsumerParts): Consumer {
  const consumers = queueNames.map((queue) => consume(backend, queue, handlers, parts));
  return {
    isRunning: () => consumers.every((consumer) => consumer.isRunning()),
    failing: () => consumers.flatMap((consumer) => consumer.failing()),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}

const leaveFailed: SetApart = ({ detail }) => Promise.reject(new UnrecoverableError(detail));

const MIB = 1024 * 1024;
/** What a worker has at hand of each queue, so that all of it leaves room in 300 MB. */
const CARRIED_BYTES = 24 * MIB;
const READ_BYTES = 24 * MIB;

function consume(
  backend: Backend,
  queue: QueueName,
  handlers: JobHandlers,
  { log, setApart = leaveFailed, silence = SILENCE }: ConsumerParts,
): Consumer {
  const { concurrency } = queues[queue];
  const waits = { lockDuration: silence.lockMs, stalledInterval: silence.checkMs };
  const report = createFailureLog(log, `worker of queue ${queue}: trouble`);
  const closing = new AbortController();
  const failing = createFailingJobs();
  let worker: Worker | undefined;

  // A worker whose first connecting fails stays broken, so another is made.
  const start = async () => {
    while (!closing.signal.aborted) {
      const atHand = createAtHand({ jobs: concurrency, carried: CARRIED_BYTES, read: READ_BYTES });
      const process = createProcess({ backend, queue, handlers, atHand, setApart, log });
      const settings = { ...options, ...waits, concurrency };
      worker = openBoundedWorker({ backend, queue, atHand, options: settings, process });
      logErrors(worker, report);
      worker.on('completed', (job) => failing.completed(job.name));
      worker.on('failed', (job, error) => {
        if (job) failing.failed(job.name);
        log.warn({ ...failure(error), job: job?.id, name: job?.name }, 'job failed');
      });
      try {
        await worker.waitUntilReady();
        worker.run().catch(report);
        return;
      } catch (error) {
        report(error);
        await worker.close(true).catch(report);
        await pause(RETRY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };
  const starting = start();

  return {
    isRunning: () => worker?.isRunning() ?? false,
    failing: failing.names,
    close: async () => {
      closing.abort();
      await worker?.close(!worker.isRunning());
      await starting;
    },
  };
}

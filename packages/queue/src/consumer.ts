import { setTimeout as pause } from 'node:timers/promises';
import { type QueueName, queueNames, queues } from '@timetracker/shared';
import { createPostgresBackend, type Job, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';
import { declaredBackoff } from './job-options.ts';
import { createFailureLog, failure, type Log, logErrors } from './log.ts';

/** Says how far a job has come, from 0 to 100, for those who look at the queue. */
export type ReportProgress = (percent: number) => void;

/** What is done for each job name. */
export type JobHandlers = Readonly<
  Record<string, (payload: unknown, report: ReportProgress) => Promise<void>>
>;

export interface Consumer {
  /** Whether every queue is being worked on. */
  isRunning: () => boolean;
  /** Takes no more jobs and resolves when those at hand are done. */
  close: () => Promise<void>;
}

// A killed worker's jobs come back after its lock ended and a check noticed: within 15 s.
const options: Omit<WorkerOptions, 'connection'> = {
  autorun: false,
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Being killed is never the job's fault.
  maxStalledCount: 1_000,
  runRetryDelay: 1_000,
  settings: { backoffStrategy: declaredBackoff },
};

const RETRY_MS = 500;

/** Works on every queue; begins as soon as the queue's server can be reached. */
export function createConsumer(backend: Backend, handlers: JobHandlers, { log }: { log: Log }): Consumer {
  const consumers = queueNames.map((queue) => consume(backend, queue, handlers, log));
  return {
    isRunning: () => consumers.every((consumer) => consumer.isRunning()),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}

function consume(backend: Backend, queue: QueueName, handlers: JobHandlers, log: Log): Consumer {
  const report = createFailureLog(log, `worker of queue ${queue}: trouble`);
  const closing = new AbortController();
  let worker: Worker | undefined;

  // A worker whose first connecting fails stays broken, so another is made.
  const start = async () => {
    while (!closing.signal.aborted) {
      worker = openWorker(backend, queue, handlers);
      logErrors(worker, report);
      worker.on('failed', (job, error) =>
        log.warn({ ...failure(error), job: job?.id, name: job?.name }, 'job failed'),
      );
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
    close: async () => {
      closing.abort();
      await worker?.close(!worker.isRunning());
      await starting;
    },
  };
}

type RunningJob = Pick<Job<unknown>, 'name' | 'data' | 'updateProgress'>;

function openWorker(backend: Backend, queue: QueueName, handlers: JobHandlers): Worker {
  const { concurrency } = queues[queue];
  const process = async (job: RunningJob) => {
    const handler = handlers[job.name];
    if (!handler) throw new UnrecoverableError(`no handler for job ${job.name}`);
    // Nobody waits for what is only to be looked at, nor fails with it.
    await handler(job.data, (percent) => void job.updateProgress(percent).catch(() => undefined));
  };
  return backend.kind === 'postgres'
    ? (new Worker(
        queue,
        process,
        { ...options, concurrency, connection: postgresConnection(backend.url, 'patient') },
        patientPostgresBackend,
      ) as unknown as Worker)
    : new Worker(queue, process, {
        ...options,
        concurrency,
        connection: redisConnection(backend.url, 'patient'),
      });
}

/**
 * A worker whose fetch fails fetches again at once, unless the connection was refused. A database that is starting up
 * refuses in another way, and would be asked thousands of times a second.
 */
const patientPostgresBackend: typeof createPostgresBackend = (...parts) => {
  const backend = createPostgresBackend(...parts);
  const fetchJob = backend.moveToActive.bind(backend);
  backend.moveToActive = async (...call) => {
    try {
      return await fetchJob(...call);
    } catch (error) {
      await pause(RETRY_MS);
      throw error;
    }
  };
  return backend;
};

import { setTimeout as pause } from 'node:timers/promises';
import type { QueueName } from '@timetracker/shared';
import { createPostgresBackend, type Job, type JobJson, Worker, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import type { AtHand } from './at-hand.ts';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';
import { SMALL } from './carried.ts';

/** A job as it was fetched: what it carries is text, which nobody has read. */
export type FetchedJob = Pick<
  Job<unknown>,
  'id' | 'name' | 'opts' | 'progress' | 'stalledCounter' | 'token' | 'updateProgress' | 'moveToDelayed'
>;

export interface BoundedWorkerParts {
  backend: Backend;
  queue: QueueName;
  atHand: AtHand;
  options: Omit<WorkerOptions, 'connection'>;
  /** @param json what the job carries */
  process: (job: FetchedJob, json: string) => Promise<void>;
}

/**
 * A BullMQ worker that does not read what a job carries when it fetches it, and fetches no more jobs than `atHand` allows.
 * A job that was in the hands of a worker when that died is tried alone.
 */
export function openBoundedWorker({ backend, queue, atHand, options, process }: BoundedWorkerParts): Worker {
  const texts = new WeakMap<object, string>();
  class BoundedWorker extends Worker {
    protected override createJob(json: JobJson, jobId: string): Job {
      const text = textOf(json.data);
      // Only schedules are made anew with what their jobs carry.
      const job = super.createJob({ ...json, data: json.repeatJobKey ? text : '{}' }, jobId);
      texts.set(job, text);
      const alone = job.stalledCounter > 0;
      atHand.take(jobId, { bytes: text.length <= SMALL ? 0 : text.length, alone });
      this.concurrency = atHand.limit();
      return job;
    }
  }
  const work = async (job: Job) => {
    try {
      await atHand.run(job.id ?? '', () => process(job, texts.get(job) ?? '{}'));
    } finally {
      texts.delete(job);
      worker.concurrency = atHand.limit();
    }
  };
  const worker =
    backend.kind === 'postgres'
      ? (new BoundedWorker(
          queue,
          work,
          { ...options, connection: { ...postgresConnection(backend.url, 'patient'), types: bigJsonAsText } },
          // The type names the backend only for `getBackend()`, which nobody here calls.
          patientPostgresBackend as never,
        ) as Worker)
      : new BoundedWorker(queue, work, { ...options, connection: redisConnection(backend.url, 'patient') });
  // Some end without having been begun.
  worker.on('failed', (job) => atHand.drop(job?.id ?? ''));
  return worker;
}

/** What a job carries, as text: a text that stands for the text, where the database handed it out so. */
const textOf = (data: string): string => (data.startsWith('"') ? (JSON.parse(data) as string) : data);

/** JSON of some length stays text, which BullMQ makes a text in JSON of. */
const bigJsonAsText = {
  getTypeParser: (...[oid, format]: Parameters<typeof pg.types.getTypeParser>) => {
    const parse = pg.types.getTypeParser(oid, format);
    if (oid !== pg.types.builtins.JSONB || format === 'binary') return parse;
    return (value: string): unknown => (value.length > SMALL ? value : parse(value));
  },
};

const RETRY_MS = 500;

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

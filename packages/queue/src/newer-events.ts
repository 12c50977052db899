import { storeActivities } from '@timetracker/shared';
import { DelayedError, type Queue } from 'bullmq';
import { askDirectly, MOST_LOOKED_AT } from './ask-directly.ts';
import { type Backend, SCHEMA } from './backend.ts';
import type { FetchedJob } from './bounded-worker.ts';
import { jobOptions } from './job-options.ts';

/** Thrown by a handler that has done everything of a job but for events of a version that it does not know. */
export class AwaitsNewerWorker extends Error {
  readonly events: readonly unknown[];
  /** The highest of their versions. */
  readonly version: number;
  constructor(events: readonly unknown[], version: number) {
    super(`${events.length} events wait for a worker that knows version ${version}`);
    this.events = events;
    this.version = version;
  }
}

/** How long a job waits until a worker looks again whether it knows the version; longer each time, ms. */
const WAIT_MS = { first: 1_000, longest: 30_000 };

/** What a job that waits for a newer worker has as its progress. */
interface Mark {
  awaits_version: number;
  events: number;
  /** How often a worker did not know the version. */
  tries: number;
}

const isMark = (progress: unknown): progress is Mark =>
  typeof progress === 'object' && progress !== null && 'awaits_version' in progress;

/**
 * Puts a job of which nothing can be done back, unchanged, for a newer worker. That is no failed try.
 * @throws {DelayedError} always: it tells the queue that the job is not done
 */
export async function awaitNewerWorker(
  job: FetchedJob,
  { version, events }: { version: number; events: number },
): Promise<never> {
  const tries = isMark(job.progress) ? job.progress.tries : 0;
  await job.updateProgress({ awaits_version: version, events, tries: tries + 1 } satisfies Mark);
  await job.moveToDelayed(Date.now() + Math.min(WAIT_MS.first * 2 ** tries, WAIT_MS.longest), job.token);
  throw new DelayedError();
}

/** Sends events that wait for a newer worker again, as a job of their own; once, also when a worker dies here and another repeats it. */
export async function sendApart(queue: Queue, job: FetchedJob, part: number, events: unknown[]) {
  await queue.add(job.name, { events }, { ...jobOptions(storeActivities), jobId: `${job.id}-later-${part}` });
}

/**
 * The jobs that wait for a newer worker, whichever worker put them back: for which version each waits, and with how many events.
 * @throws while the queue's server is away
 */
export async function laterInQueue(backend: Backend): Promise<{ version: number; events: number }[]> {
  const { queue } = storeActivities;
  const delayed = await askDirectly<unknown[]>(backend, {
    postgres: async (client) => {
      const { rows } = await client.query<{ progress: unknown }>(
        `select progress from ${SCHEMA}.job where queue = $1 and state = 'delayed'`,
        [queue],
      );
      return rows.map(({ progress }) => progress);
    },
    redis: async (redis) => {
      const key = (part: string) => `bull:${queue}:${part}`;
      const asked = redis.pipeline();
      for (const id of await redis.zrange(key('delayed'), '0', String(MOST_LOOKED_AT)))
        asked.hget(key(id), 'progress');
      const answers = (await asked.exec()) ?? [];
      return answers.map(([, progress]): unknown =>
        typeof progress === 'string' ? JSON.parse(progress) : undefined,
      );
    },
  });
  return delayed.filter(isMark).map(({ awaits_version: version, events }) => ({ version, events }));
}

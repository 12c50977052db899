import { isDeepStrictEqual } from 'node:util';
import type { QueueName } from '@timetracker/shared';
import { queueNames } from '@timetracker/shared';
import type { Job, Queue } from 'bullmq';
import type { Backend } from './backend.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';

/** Jobs that rest or wait; one that is worked on is done in a moment. */
const STATES = ['waiting', 'delayed', 'prioritized', 'failed', 'completed'] as const;
const PAGE = 500;

/**
 * Rewrites what jobs carry, in every queue, whether they wait, are tried again later or were given up. E-mails that would
 * change are not sent at all: whoever they are to, or about, is not to be written to.
 * @param redact the data of a job as it should be
 * @param dry changes nothing
 * @returns how many jobs were, or would be changed
 */
export async function redactJobs(
  backend: Backend,
  { redact, log, dry = false }: { redact: (data: unknown) => unknown; log: Log; dry?: boolean },
): Promise<number> {
  let changed = 0;
  for (const name of queueNames) {
    const queue = openQueue(backend, name, log);
    try {
      changed += await redactQueue(queue, name, redact, dry);
    } finally {
      await queue.close();
    }
  }
  return changed;
}

async function redactQueue(
  queue: Queue,
  name: QueueName,
  redact: (data: unknown) => unknown,
  dry: boolean,
): Promise<number> {
  let changed = 0;
  for (const state of STATES) {
    // Jobs that go meanwhile let others move up, so that one may be passed over: whoever stores it knows the person as well.
    for (const job of await jobsIn(queue, state)) {
      const data: unknown = job.data;
      const redacted = redact(data);
      const told = [job.failedReason, ...(job.stacktrace ?? [])].filter((text) => typeof text === 'string');
      const talks = told.some((text) => redact(text) !== text);
      if (!talks && isDeepStrictEqual(redacted, data)) continue;
      changed++;
      if (!dry) await replace(queue, name, job, redacted, talks);
    }
  }
  return changed;
}

async function jobsIn(queue: Queue, state: (typeof STATES)[number]): Promise<Job<unknown>[]> {
  const jobs: Job<unknown>[] = [];
  for (let start = 0; ; start += PAGE) {
    const page = await queue.getJobs([state], start, start + PAGE - 1);
    // A job that went between listing and reading is no job any more.
    jobs.push(...page.filter((job) => job !== undefined && job !== null));
    if (page.length < PAGE) return jobs;
  }
}

/** @param talks why it failed tells of the person, too: a new job in its place, which is tried anew, has no past */
async function replace(queue: Queue, name: QueueName, job: Job<unknown>, data: unknown, talks: boolean) {
  if (name === 'mail') return job.remove();
  if (!talks) return job.updateData(data);
  await queue.add(job.name, data, { ...job.opts, jobId: undefined, delay: 0 });
  await job.remove();
}

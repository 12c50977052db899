import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type QueueName, queueNames } from '@timetracker/shared';
import type { Job, Queue } from 'bullmq';
import type { Backend } from './backend.ts';
import { clearEvents } from './clear-events.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';

/** In the order in which jobs go, so that one that goes on meanwhile is met further on. */
export const STATES = ['delayed', 'prioritized', 'waiting', 'active', 'failed', 'completed'] as const;
/** A job may take some megabytes. */
const PAGE = 16;
/** How long a job that is worked on may take to come to an end. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 100;

/**
 * Rewrites what jobs carry, in every queue, whether they wait, are tried again later or were given up. E-mails that would
 * change are not sent at all: whoever they are to, or about, is not to be written to. Jobs that are worked on are waited
 * for. Afterwards the queues have forgotten their events, which quote why jobs failed.
 * @param redact the data of a job as it should be
 * @param dry changes nothing
 * @returns how many jobs were, or would be changed
 * @throws when a job that tells of the person is worked on for too long; what was changed stays so
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
  if (!dry) await clearEvents(backend, queueNames, { log });
  return changed;
}

/** Goes through a queue until nothing more is found, as jobs move meanwhile, and fail with reasons that quote them. */
async function redactQueue(
  queue: Queue,
  name: QueueName,
  redact: (data: unknown) => unknown,
  dry: boolean,
): Promise<number> {
  const changed = new Set<string>();
  // Of the time that looking takes, nobody is to blame.
  for (let until: number | undefined; ; ) {
    const { found, active } = await lookThrough(queue, name, redact, dry);
    until ??= Date.now() + PATIENCE_MS;
    for (const id of found) changed.add(id);
    if (dry || (found.length === 0 && !active)) return changed.size;
    if (Date.now() > until) throw new Error(`Jobs in the queue ${name} still tell of a person`);
    if (active) await setTimeout(LOOK_MS);
  }
}

async function lookThrough(
  queue: Queue,
  name: QueueName,
  redact: (data: unknown) => unknown,
  dry: boolean,
): Promise<{ found: string[]; active: boolean }> {
  const found: string[] = [];
  let active = false;
  for (const state of STATES) {
    for await (const job of jobsIn(queue, state)) {
      const data: unknown = job.data;
      const redacted = redact(data);
      const told = [job.failedReason, ...(job.stacktrace ?? [])].filter((text) => typeof text === 'string');
      const talks = told.some((text) => redact(text) !== text);
      if (!talks && isDeepStrictEqual(redacted, data)) continue;
      if (state === 'active') active = true;
      if (state === 'active' && !dry) continue;
      found.push(job.id ?? '');
      if (!dry) await replace(queue, name, job, redacted, talks);
    }
  }
  return { found, active };
}

/** The jobs of one state, read a few at a time. */
export async function* jobsIn(queue: Queue, state: (typeof STATES)[number]): AsyncGenerator<Job<unknown>> {
  for (let start = 0; ; start += PAGE) {
    const page = await queue.getJobs([state], start, start + PAGE - 1);
    // A job that went between listing and reading is no job any more.
    for (const job of page) if (job !== undefined && job !== null) yield job;
    if (page.length < PAGE) return;
  }
}

/** @param talks why it failed tells of the person, too: a new job in its place, which is tried anew, has no past */
async function replace(queue: Queue, name: QueueName, job: Job<unknown>, data: unknown, talks: boolean) {
  if (name === 'mail') return job.remove();
  if (!talks) return job.updateData(data);
  await queue.add(job.name, data, { ...job.opts, jobId: undefined, delay: 0 });
  await job.remove();
}

import { isDeepStrictEqual } from 'node:util';
import type { JobDeclaration, JobSchedule } from '@timetracker/shared';
import type { JobSchedulerJson, Queue } from 'bullmq';
import { jobOptions } from './job-options.ts';

/** What a queue has to have, and what it had once. */
export interface DesiredSchedules {
  declared: readonly JobDeclaration[];
  /** Names of schedules that have to end. */
  retired: readonly string[];
}

/** States of a job that comes to be worked on, or is. */
const TO_COME = new Set(['delayed', 'waiting', 'prioritized', 'active']);

const repeat = (schedule: JobSchedule) =>
  'cron' in schedule ? { pattern: schedule.cron, tz: 'UTC' } : { every: schedule.every_ms };

const template = (job: JobDeclaration) => ({ name: job.name, data: {}, opts: jobOptions(job) });

/**
 * Names of declared schedules that a queue does not have as they are declared, or whose next job is not to come any more:
 * their work is not done.
 * @throws while the queue's server is away
 */
async function missingSchedules(queue: Queue, declared: readonly JobDeclaration[]): Promise<string[]> {
  const wanted = declared.filter((job) => job.schedule);
  // A job that ends between two questions takes its schedule on to the next one: what is missing is looked at again.
  const seemMissing = await notToCome(queue, wanted);
  return (await notToCome(queue, seemMissing)).map(({ name }) => name);
}

async function notToCome(queue: Queue, wanted: readonly JobDeclaration[]): Promise<JobDeclaration[]> {
  if (wanted.length === 0) return [];
  const kept = new Map((await queue.getJobSchedulers()).map((schedule) => [schedule.key, schedule]));
  const missing: JobDeclaration[] = [];
  for (const job of wanted) {
    const schedule = kept.get(job.name);
    if (!(schedule && isAsDeclared(schedule, job) && (await isToCome(queue, schedule)))) missing.push(job);
  }
  return missing;
}

/**
 * Begins schedules that are missing, changes those that differ, and ends retired ones. What is as it should be is left
 * alone: told again, BullMQ would make its next job anew. Schedules that nobody knows here stay.
 * @throws while the queue's server is away
 */
export async function assertSchedules(queue: Queue, { declared, retired }: DesiredSchedules): Promise<void> {
  const missing = await missingSchedules(queue, declared);
  for (const job of declared) {
    if (!job.schedule || !missing.includes(job.name)) continue;
    await queue.upsertJobScheduler(job.name, repeat(job.schedule), template(job));
  }
  for (const name of retired) await queue.removeJobScheduler(name);
}

function isAsDeclared(kept: JobSchedulerJson, job: JobDeclaration): boolean {
  if (!job.schedule) return false;
  const { pattern, tz, every } = {
    pattern: undefined,
    tz: undefined,
    every: undefined,
    ...repeat(job.schedule),
  };
  const { data, opts } = template(job);
  return (
    (kept.pattern ?? undefined) === pattern &&
    (kept.tz ?? undefined) === tz &&
    (kept.every ?? undefined) === every &&
    isDeepStrictEqual(kept.template?.data ?? {}, data) &&
    isDeepStrictEqual({ ...kept.template?.opts }, opts)
  );
}

/** A schedule goes on by its next job alone: without it, it stands there and nothing comes. */
async function isToCome(queue: Queue, { key, next }: JobSchedulerJson): Promise<boolean> {
  if (next === undefined || next === null) return false;
  return TO_COME.has(await queue.getJobState(`repeat:${key}:${next}`));
}

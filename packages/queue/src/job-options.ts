import { type JobDeclaration, jobs } from '@timetracker/shared';
import type { JobsOptions, MinimalJob } from 'bullmq';

type Declaration = Pick<JobDeclaration, 'attempts' | 'backoff' | 'schedule' | 'keep_failed'>;

/** Of a job that comes again anyway, the last failures tell enough. */
const KEPT_FAILURES = 50;

/** How BullMQ keeps and retries a declared job. */
export const jobOptions = (job: Declaration): JobsOptions => ({
  attempts: job.attempts,
  backoff: { type: 'declared' },
  removeOnComplete: true,
  removeOnFail: job.keep_failed === false || (job.schedule ? KEPT_FAILURES : false),
});

/**
 * The wait before a job's next try, in ms: doubling from its declared first wait up to the declared longest. Half of
 * it is chance, so that jobs that failed together do not come back together.
 */
export function backoffMs(attemptsMade: number, job: Pick<Declaration, 'backoff'>): number {
  const { initialMs, maxMs } = job.backoff;
  const wait = Math.min(initialMs * 2 ** (attemptsMade - 1), maxMs);
  return Math.round(wait / 2 + (Math.random() * wait) / 2);
}

const UNDECLARED = { backoff: { initialMs: 1_000, maxMs: 60_000 } };

/** BullMQ's hook for the wait before a retry. */
export const declaredBackoff = (
  attemptsMade: number,
  _type?: string,
  _error?: Error,
  job?: MinimalJob,
): number =>
  backoffMs(attemptsMade, jobs.find((declaration) => declaration.name === job?.name) ?? UNDECLARED);

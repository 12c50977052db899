import type { FetchedJob } from './bounded-worker.ts';

/** What is known of a job that was in the hands of workers when they died. */
export interface Suspicion {
  /** How many workers died while they worked on this job and on no other. */
  deathsAlone: number;
}

interface Mark {
  alone_since: number;
}

const isMark = (progress: unknown): progress is Mark =>
  typeof progress === 'object' && progress !== null && 'alone_since' in progress;

/**
 * Notes in the queue that a job is tried alone from now on, and tells what that has come to so far. The queue counts the
 * deaths: a job whose worker is gone comes back, once its lock has run out.
 */
export async function suspect(job: FetchedJob): Promise<Suspicion> {
  const { progress, stalledCounter } = job;
  if (isMark(progress)) return { deathsAlone: stalledCounter - progress.alone_since };
  await job.updateProgress({ alone_since: stalledCounter });
  return { deathsAlone: 0 };
}

import { queueNames } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';
import { jobsIn, STATES } from './redact-jobs.ts';

/** A job as the queue keeps it. */
export interface KeptJob {
  queue: string;
  name: string;
  state: string;
  data: unknown;
  failed_reason: string | null;
}

/**
 * Jobs that hold something, of every queue and state.
 * @param of the part of a job's data that is looked for; undefined: nothing
 */
export async function findJobs(
  backend: Backend,
  { of, log }: { of: (data: unknown) => unknown; log: Log },
): Promise<KeptJob[]> {
  const kept: KeptJob[] = [];
  for (const name of queueNames) {
    const queue = openQueue(backend, name, log);
    try {
      for (const state of STATES)
        for await (const job of jobsIn(queue, state)) {
          const data = of(job.data);
          const failed_reason = job.failedReason ?? null;
          if (data === undefined && (failed_reason === null || of(failed_reason) === undefined)) continue;
          kept.push({ queue: name, name: job.name, state, data: data ?? null, failed_reason });
        }
    } finally {
      await queue.close();
    }
  }
  return kept;
}

import type { QueueName } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';
import { reconnecting } from './reconnecting.ts';

/** Counts the jobs of a queue that wait or are worked on, except those that wait for a time. */
export function createWaitingJobs(backend: Backend, name: QueueName, log: Log) {
  const queue = reconnecting(() => openQueue(backend, name, log));
  return {
    /** @throws while the queue's server is away */
    count: async (): Promise<number> => {
      const counts = await (await queue.get()).getJobCounts('waiting', 'active');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    close: queue.close,
  };
}

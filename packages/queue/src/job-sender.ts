import type { JobDeclaration, JobInput, QueueName } from '@timetracker/shared';
import type { Queue } from 'bullmq';
import type { Backend } from './backend.ts';
import { jobOptions } from './job-options.ts';
import type { Log } from './log.ts';
import { openQueue } from './queues.ts';
import { type Reconnecting, reconnecting } from './reconnecting.ts';
import { withTimeout } from './with-timeout.ts';

/** Puts single jobs into their queues; activities, which come in thousands, have the producer. */
export interface JobSender {
  /** Resolves when the queue holds the job durably. Rejects within about three seconds when it is away. */
  send: <Job extends JobDeclaration>(job: Job, payload: JobInput<Job>) => Promise<void>;
  close: () => Promise<void>;
}

const DEADLINE_MS = 3_000;

/** Connects to a queue when the first job for it comes. */
export function createJobSender(backend: Backend, { log }: { log: Log }): JobSender {
  const queues = new Map<QueueName, Reconnecting<Queue>>();
  const queueOf = (name: QueueName) => {
    const queue = queues.get(name) ?? reconnecting(() => openQueue(backend, name, log));
    queues.set(name, queue);
    return queue;
  };
  return {
    send: async (job, payload) => {
      const adding = async () => (await queueOf(job.queue).get()).add(job.name, payload, jobOptions(job));
      await withTimeout(DEADLINE_MS, adding(), 'the queue');
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

import { type QueueName, queueNames } from '@timetracker/shared';
import { createPostgresBackend, Queue } from 'bullmq';
import { type Backend, postgresConnection, redisConnection } from './backend.ts';
import { createFailureLog, type Log, logErrors } from './log.ts';

/** Opens a queue for adding and looking: what it is asked fails within seconds while its server is away. */
export function openQueue(backend: Backend, name: QueueName, log: Log): Queue {
  const queue =
    backend.kind === 'postgres'
      ? // The type names the backend only for `getBackend()`, which nobody here calls.
        (new Queue(
          name,
          { connection: postgresConnection(backend.url, 'impatient') },
          createPostgresBackend,
        ) as unknown as Queue)
      : new Queue(name, { connection: redisConnection(backend.url, 'impatient') });
  logErrors(queue, createFailureLog(log, `queue ${name}: connection trouble`));
  return queue;
}

/** Every queue, as BullMQ's own objects, for a dashboard. The caller closes them. */
export const openQueues = (backend: Backend, log: Log): Queue[] =>
  queueNames.map((name) => openQueue(backend, name, log));

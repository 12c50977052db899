/**
 * Every queue: slow work in one does not hold up another. `concurrency`: how many jobs a worker has at hand at once.
 */
export const queues = {
  /** What has been done, on its way into the trail. Many at once, as a batch is made of what is at hand. */
  activities: { concurrency: 32 },
  /** Mail servers and other places outside take their time. */
  mail: { concurrency: 4 },
  /** The search index follows the trail, whatever else there is to do. */
  search: { concurrency: 1 },
  /** Checkpoints are due every minute, whatever else takes long. */
  sealing: { concurrency: 1 },
  /** A purge of millions takes its time. */
  retention: { concurrency: 1 },
  /** A person is taken out of a whole history. */
  privacy: { concurrency: 1 },
  /** What nobody waits for. */
  maintenance: { concurrency: 1 },
} as const satisfies Record<string, { concurrency: number }>;

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

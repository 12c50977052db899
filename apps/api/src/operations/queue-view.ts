import { type Backend, openQueues } from '@timetracker/queue';
import { storeActivities } from '@timetracker/shared';
import type { Logger } from 'pino';

type Queue = ReturnType<typeof openQueues>[number];

/** The queues, for looking at them: board, health and metrics. */
export interface QueueView {
  /** @throws while the queue's server is away */
  queues: () => Promise<Queue[]>;
  /**
   * Batches of events that wait or are worked on; what is scheduled always waits for its time and says nothing of load.
   * @throws while the queue's server is away
   */
  depth: () => Promise<number>;
  /**
   * Names of queues that stand still because somebody paused them.
   * @throws while the queue's server is away
   */
  paused: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** Opens the queues when they are first looked at, and anew when connecting failed: BullMQ does not try that again. */
export function createQueueView(backend: Backend, log: Logger): QueueView {
  let opened: Promise<Queue[]> | undefined;

  const open = async (): Promise<Queue[]> => {
    const queues = openQueues(backend, log);
    try {
      await Promise.all(queues.map((queue) => queue.waitUntilReady()));
      return queues;
    } catch (error) {
      opened = undefined;
      await closeAll(queues);
      throw error;
    }
  };
  const queues = () => (opened ??= open());

  return {
    queues,
    depth: async () => {
      const activities = (await queues()).filter((queue) => queue.name === storeActivities.queue);
      const counts = await Promise.all(activities.map(jobsIn));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    paused: async () => {
      const states = await Promise.all(
        (await queues()).map(async (queue) => ({ name: queue.name, paused: await queue.isPaused() })),
      );
      return states.flatMap(({ name, paused }) => (paused ? [name] : []));
    },
    close: async () => {
      const last = opened;
      opened = Promise.reject(new Error('closed'));
      opened.catch(() => undefined);
      await closeAll(await Promise.resolve(last).catch(() => []));
    },
  };
}

async function jobsIn(queue: Queue): Promise<number> {
  const counts = await queue.getJobCounts('waiting', 'delayed', 'active');
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

// Closing what was never connected may fail; nothing is lost then.
const closeAll = (queues: readonly Queue[] = []) => Promise.allSettled(queues.map((queue) => queue.close()));

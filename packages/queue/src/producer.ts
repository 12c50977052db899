import { type ActivityEvent, storeActivities, versioned } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import { inBatches } from './batches.ts';
import { jobOptions } from './job-options.ts';
import type { Log } from './log.ts';
import { createQueueDepth, type Depth } from './queue-depth.ts';
import { openQueue } from './queues.ts';
import { reconnecting } from './reconnecting.ts';
import { waitingBytes } from './waiting-bytes.ts';
import { withTimeout } from './with-timeout.ts';

export interface Producer {
  /**
   * Resolves when the queue holds all the events durably. Rejects within about three seconds when it is away; the
   * events may have arrived all the same, which is harmless: an event_id is stored once.
   */
  add: (events: readonly ActivityEvent[]) => Promise<void>;
  /** What waits or is worked on, as last seen (DESIGN decision 4); few batches have no bytes. Never blocks. */
  depth: () => Depth;
  /** Sends what waits and disconnects. */
  close: () => Promise<void>;
}

export interface ProducerOptions {
  log: Log;
  /** Told once for each batch that the queue could not take. */
  onFallback?: (error: unknown, events: number) => void;
}

/** So few cannot be too much: a job takes 4 MiB at the most. */
const FEW = 64;
const DEADLINE_MS = 3_000;
// After a failure the next ones are spared the wait: they go to the outbox at once.
const REST_MS = 500;

/** Joins events of concurrent callers into jobs (DESIGN decision 2) and adds them to the queue. */
export function createProducer(backend: Backend, { log, onFallback }: ProducerOptions): Producer {
  const queue = reconnecting(() => openQueue(backend, storeActivities.queue, log));
  const depth = createQueueDepth(async () => {
    const counts = await (await queue.get()).getJobCounts('waiting', 'delayed', 'active');
    const batches = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { batches, bytes: batches > FEW ? await waitingBytes(backend, storeActivities.queue) : 0 };
  });
  const options = jobOptions(storeActivities);
  let failed: { error: unknown; until: number } | undefined;

  const addJob = async (events: readonly ActivityEvent[]) => {
    if (failed && performance.now() < failed.until) throw failed.error;
    const adding = async () =>
      (await queue.get()).add(storeActivities.name, { events: events.map(versioned) }, options);
    await withTimeout(DEADLINE_MS, adding(), 'the queue');
    failed = undefined;
  };

  const { add, settle } = inBatches<ActivityEvent>(async (events) => {
    try {
      await addJob(events);
    } catch (error) {
      if (error !== failed?.error) failed = { error, until: performance.now() + REST_MS };
      onFallback?.(error, events.length);
      throw error;
    }
  });

  return {
    add,
    depth: depth.seen,
    close: async () => {
      depth.stop();
      await settle();
      await queue.close();
    },
  };
}

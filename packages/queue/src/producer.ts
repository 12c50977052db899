import { type ActivityEvent, MAX_EVENTS_PER_REQUEST, storeActivities, weightOf } from '@timetracker/shared';
import type { Backend } from './backend.ts';
import { createCoalescer } from './coalescer.ts';
import { jobOptions } from './job-options.ts';
import type { Log } from './log.ts';
import { createQueueDepth } from './queue-depth.ts';
import { openQueue } from './queues.ts';
import { reopening } from './reopening.ts';
import { waitingBytes } from './waiting-bytes.ts';
import { within } from './within.ts';

export interface Producer {
  /**
   * Resolves when the queue holds all the events durably. Rejects within about three seconds when it is away; the
   * events may have arrived all the same, which is harmless: an event_id is stored once.
   */
  add: (events: readonly ActivityEvent[]) => Promise<void>;
  /** Like `add`, for payloads of whatever shape: the worker parses them. */
  forward: (payloads: readonly unknown[]) => Promise<void>;
  /** Batches that wait or are worked on, as last seen (DESIGN decision 4). Never blocks. */
  depth: () => number;
  /** How many bytes they take where the queue keeps them, as last seen; 0 as long as they are few. Never blocks. */
  bytes: () => number;
  /** Sends what waits and disconnects. */
  close: () => Promise<void>;
}

export interface ProducerOptions {
  log: Log;
  /** Told once for each batch that the queue could not take. */
  onFallback?: (error: unknown, events: number) => void;
}

const MIB = 1024 * 1024;
const WINDOW_MS = 5;
const ENOUGH = { items: 500, bytes: 2 * MIB };
const AT_MOST = { items: MAX_EVENTS_PER_REQUEST, bytes: 4 * MIB };
const AT_ONCE = 2;
const DEADLINE_MS = 3_000;
// After a failure the next ones are spared the wait: they go to the outbox at once.
const REST_MS = 500;

/** Joins events of concurrent callers into jobs (DESIGN decision 2) and adds them to the queue. */
export function createProducer(backend: Backend, { log, onFallback }: ProducerOptions): Producer {
  const queue = reopening(() => openQueue(backend, storeActivities.queue, log));
  const depth = createQueueDepth(queue.get, () => waitingBytes(backend, storeActivities.queue));
  const options = jobOptions(storeActivities);
  let failed: { error: unknown; until: number } | undefined;

  const addJob = async (events: unknown[]) => {
    if (failed && performance.now() < failed.until) throw failed.error;
    const adding = async () => (await queue.get()).add(storeActivities.name, { events }, options);
    await within(DEADLINE_MS, adding(), 'the queue');
    failed = undefined;
  };

  const { add, settle } = createCoalescer<unknown>(
    async (events) => {
      try {
        await addJob(events);
      } catch (error) {
        if (error !== failed?.error) failed = { error, until: performance.now() + REST_MS };
        onFallback?.(error, events.length);
        throw error;
      }
    },
    { windowMs: WINDOW_MS, enough: ENOUGH, atMost: AT_MOST, bytesOf: weightOf, atOnce: AT_ONCE },
  );

  return {
    add,
    forward: add,
    depth: depth.depth,
    bytes: depth.bytes,
    close: async () => {
      depth.stop();
      await settle();
      await queue.close();
    },
  };
}

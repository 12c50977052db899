import { addToOutbox, outboxDepth } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import {
  type Backend,
  createClaimChecks,
  createProducer,
  createQueueDepth,
  type Depth,
  inBatches,
  withTimeout,
} from '@timetracker/queue';
import { type ActivityEvent, AppError } from '@timetracker/shared';
import type { Logger } from 'pino';

/** Whatever the batches are like: more would fill the memory of Redis, or the disk. */
const MAX_WAITING_BYTES = 256 * 1024 * 1024;

const RETRY_SECONDS = 2;
const DEADLINE_MS = 3_000;

/** Hands events to the queue, or to the outbox when the queue is away. */
export interface EventIntake {
  /** @throws {AppError} unavailable when neither can take them; tooManyRequests when too much waits */
  accept: (events: readonly ActivityEvent[]) => Promise<void>;
}

export interface IntakeParts {
  db: Database;
  /** Batches that may wait. */
  maxDepth: number;
  log: Logger;
}

/** An intake, and the end of its connections. */
export interface OpenIntake extends EventIntake {
  /** Keeps what it has taken, and disconnects. */
  close: () => Promise<void>;
}

/**
 * Takes events so that nothing acknowledged is lost (DESIGN decision 4). With Redis: into the queue, and into the outbox
 * while that is away. Without: into the outbox alone, which is where the worker stores them from; what happens to the queue
 * does not matter to them. Refused as unavailable when neither can be reached, and as too many when too much waits.
 */
export const createEventIntake = (backend: Backend, parts: IntakeParts): OpenIntake =>
  backend.kind === 'redis' ? throughQueue(backend, parts) : throughOutbox(backend, parts);

function throughQueue(backend: Backend, { db, maxDepth, log }: IntakeParts): OpenIntake {
  const queue = createProducer(backend, { log });
  return {
    accept: async (events) => {
      checkDepth(queue.depth(), maxDepth);
      try {
        await queue.add(events);
      } catch (error) {
        log.warn({ err: error, events: events.length }, 'queue away: events go to the outbox');
        await orUnavailable(addToOutbox(db.em.fork(), events));
      }
    },
    close: queue.close,
  };
}

function throughOutbox(backend: Backend, { db, maxDepth, log }: IntakeParts): OpenIntake {
  const depth = createQueueDepth(() => outboxDepth(db.em));
  const claimChecks = createClaimChecks(backend, { log });
  const { add, settle } = inBatches<ActivityEvent>(async (events) => {
    await withTimeout(DEADLINE_MS, addToOutbox(db.em.fork(), events), 'the database');
    claimChecks.send();
  });
  return {
    accept: async (events) => {
      checkDepth(depth.seen(), maxDepth);
      await orUnavailable(add(events));
    },
    close: async () => {
      depth.stop();
      await settle();
      await claimChecks.close();
    },
  };
}

function checkDepth({ batches, bytes }: Depth, maxDepth: number): void {
  if (batches <= maxDepth && bytes <= MAX_WAITING_BYTES) return;
  throw new AppError('tooManyRequests', 'Too many events are waiting to be stored; send them again later', {
    retryAfter: RETRY_SECONDS,
  });
}

async function orUnavailable(kept: Promise<void>): Promise<void> {
  try {
    await kept;
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'Neither queue nor database can be reached; send the events again later',
      { retryAfter: RETRY_SECONDS, cause },
    );
  }
}

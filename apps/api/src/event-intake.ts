import { addToOutbox, type Database } from '@timetracker/db';
import { type ActivityEvent, AppError } from '@timetracker/shared';
import type { Logger } from 'pino';
import type { EventIntake } from './context.ts';

/** The queue, as far as the intake needs it. */
export interface EventQueue {
  /** Resolves when the queue holds the events durably. */
  add: (events: ActivityEvent[]) => Promise<void>;
  /** Batches that wait, and the bytes that they take. */
  depth: () => number;
  bytes: () => number;
}

/** Whatever the batches are like: more would fill the memory of Redis, or the disk. */
const MAX_QUEUE_BYTES = 256 * 1024 * 1024;

const RETRY_SECONDS = 2;

/**
 * Takes events so that nothing acknowledged is lost (DESIGN decision 4): into the queue; into the outbox when the
 * queue is away; refused as unavailable when the database is away too, and as too many when too much waits.
 */
export function createEventIntake(parts: {
  db: Database;
  queue: EventQueue;
  maxDepth: number;
  log: Logger;
}): EventIntake {
  const { db, queue, maxDepth, log } = parts;
  return {
    accept: async (events) => {
      if (queue.depth() > maxDepth || queue.bytes() > MAX_QUEUE_BYTES) {
        throw new AppError(
          'tooManyRequests',
          'Too many events are waiting to be stored; send them again later',
          {
            retryAfter: RETRY_SECONDS,
          },
        );
      }
      try {
        await queue.add([...events]);
      } catch (error) {
        log.warn({ err: error, events: events.length }, 'queue away: events go to the outbox');
        await toOutbox(db, events);
      }
    },
  };
}

async function toOutbox(db: Database, events: readonly ActivityEvent[]): Promise<void> {
  try {
    await addToOutbox(db.em, events);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'Neither queue nor database can be reached; send the events again later',
      {
        retryAfter: RETRY_SECONDS,
        cause,
      },
    );
  }
}

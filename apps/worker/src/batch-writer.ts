import type { StoreResult } from '@timetracker/activities';
import { weightOf } from '@timetracker/shared';

export interface BatchWriter {
  /** Resolves when the events are stored or set aside; rejects when their batch could not be written. */
  write: (events: readonly unknown[]) => Promise<void>;
}

export interface BatchWriterParts {
  store: (events: unknown[]) => Promise<StoreResult>;
  /** Told after each commit. */
  onStored: (result: StoreResult, events: number) => void;
}

interface Waiting {
  events: readonly unknown[];
  /** Bytes in memory. */
  weight: number;
  written: PromiseWithResolvers<void>;
}

/** Beyond this a batch gains nothing, and holds the writer's lock longer. */
const MAX_BATCH = 4_000;
/** In memory, bytes: while a batch is written, it takes several times as much. */
const MAX_WEIGHT = 8 * 1024 * 1024;

/**
 * One commit at a time; whatever arrives meanwhile is the next batch (DESIGN decision 2). Batches so grow with the
 * load, and a lone event waits for nobody.
 */
export function createBatchWriter({ store, onStored }: BatchWriterParts): BatchWriter {
  const waiting: Waiting[] = [];
  let writing = false;

  const writeAll = async () => {
    writing = true;
    for (let batch = takeBatch(waiting); batch.length > 0; batch = takeBatch(waiting)) {
      const events = batch.flatMap((part) => part.events);
      try {
        onStored(await store(events), events.length);
        for (const part of batch) part.written.resolve();
      } catch (error) {
        for (const part of batch) part.written.reject(error);
      }
    }
    writing = false;
  };

  return {
    write: (events) => {
      const written = Promise.withResolvers<void>();
      waiting.push({ events, weight: weightOf(events), written });
      if (!writing) void writeAll();
      return written.promise;
    },
  };
}

/** The longest-waiting parts that fit into a batch; at least one. */
function takeBatch(waiting: Waiting[]): Waiting[] {
  let size = 0;
  let weight = 0;
  const fits = waiting.findIndex((part, index) => {
    size += part.events.length;
    weight += part.weight;
    return (size > MAX_BATCH || weight > MAX_WEIGHT) && index > 0;
  });
  return waiting.splice(0, fits === -1 ? waiting.length : fits);
}

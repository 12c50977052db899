import { MAX_EVENTS_PER_REQUEST, weightOf } from '@timetracker/shared';
import { type Batcher, createBatcher } from './batcher.ts';

const MIB = 1024 * 1024;

/** Joins events of concurrent callers into batches (DESIGN decision 2). @param deliver keeps a batch durably */
export const inBatches = <Event>(deliver: (events: Event[]) => Promise<void>): Batcher<Event> =>
  createBatcher(deliver, {
    windowMs: 5,
    enough: { items: 500, bytes: 2 * MIB },
    atMost: { items: MAX_EVENTS_PER_REQUEST, bytes: 4 * MIB },
    bytesOf: weightOf,
    atOnce: 2,
  });

import type { ServedKind } from '../served.ts';
import type { Rush } from './post-load.ts';

export type WriterName = ServedKind | 'bare';

/** Besides its speed. */
export interface WriterNotes {
  /** RSS, MB, at the most. */
  api_memory_mb?: number;
  worker_memory_mb?: number;
  redis?: string;
  rows_a_statement?: number;
}

/** Somebody who stores events. */
export interface Writer {
  name: WriterName;
  /** Makes ready for requests of so many events, after which memory counts. */
  prepare: (size: number) => Promise<unknown>;
  /** Resolves when so many events, or a few more, are acknowledged. */
  write: (events: number) => Promise<Rush>;
  /** How many events are stored by now. */
  stored: () => Promise<number>;
  /** Waits for what a round leaves behind, so that it is not the next one's burden; does not count. */
  settle?: () => Promise<unknown>;
  notes: () => Promise<WriterNotes>;
  stop: () => Promise<void>;
}

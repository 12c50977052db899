/** How long everything is measured. */
export interface Pace {
  /** Events that are posted one by one to an open stream, after some that do not count. */
  latency: { rounds: number; warm_up: number };
  /** Rounds of a rush of writes, each about so many seconds long; how long that is, a small first rush tells. */
  writes: { rounds: number; seconds: number; warm_up_seconds: number; first_requests: number };
  /** Batches that are written with and without counts and hashes, in turns. */
  batches: { turns: number };
  /** Questions; a contender that took longer than the patience altogether is asked fewer times, ms. */
  reads: { turns: number; patience_ms: number };
}

/** For figures. */
export const fullPace: Pace = {
  latency: { rounds: 200, warm_up: 20 },
  writes: { rounds: 5, seconds: 5, warm_up_seconds: 3, first_requests: 128 },
  batches: { turns: 100 },
  reads: { turns: 100, patience_ms: 6_000 },
};

/** To see that everything works: its figures say nothing. */
export const quickPace: Pace = {
  latency: { rounds: 5, warm_up: 1 },
  writes: { rounds: 1, seconds: 0.2, warm_up_seconds: 0.1, first_requests: 8 },
  batches: { turns: 2 },
  reads: { turns: 3, patience_ms: 500 },
};

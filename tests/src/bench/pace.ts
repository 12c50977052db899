/** How long everything is measured. */
export interface Pace {
  /** Events that are posted one by one to an open stream, after some that do not count. */
  latency: { rounds: number; warm_up: number };
  /** Rounds of a rush of writes, each about so many seconds long; how long that is, a small first rush tells. */
  writes: { rounds: number; seconds: number; warm_up_seconds: number; first_requests: number };
  /** Batches that are written with and without counts and hashes, in turns. */
  batches: { turns: number };
  /** As writes, of writers that seal and do not; long enough for several looks of the worker at what is to be sealed. */
  sealed_writes: Pace['writes'];
  /** Proofs, beside recomputing them; as reads. */
  proofs: Pace['reads'];
  /** Questions; a contender that took longer than the patience altogether is asked fewer times, ms. */
  reads: { turns: number; patience_ms: number };
  /** First pages of each viewer before somebody is anonymized. */
  erasure: { pages: number };
  /** Starts of each kind. */
  start: { rounds: number };
}

/** For figures. */
export const fullPace: Pace = {
  latency: { rounds: 200, warm_up: 20 },
  writes: { rounds: 5, seconds: 5, warm_up_seconds: 3, first_requests: 128 },
  batches: { turns: 100 },
  sealed_writes: { rounds: 7, seconds: 15, warm_up_seconds: 3, first_requests: 128 },
  proofs: { turns: 500, patience_ms: 6_000 },
  reads: { turns: 100, patience_ms: 6_000 },
  erasure: { pages: 500 },
  start: { rounds: 5 },
};

/** To see that everything works: its figures say nothing. */
export const quickPace: Pace = {
  latency: { rounds: 5, warm_up: 1 },
  writes: { rounds: 1, seconds: 0.2, warm_up_seconds: 0.1, first_requests: 8 },
  batches: { turns: 2 },
  sealed_writes: { rounds: 1, seconds: 0.2, warm_up_seconds: 0.1, first_requests: 8 },
  proofs: { turns: 3, patience_ms: 500 },
  reads: { turns: 3, patience_ms: 500 },
  erasure: { pages: 3 },
  start: { rounds: 1 },
};

/** What waits to be stored. */
export interface Depth {
  /** Batches of events. */
  batches: number;
  /** As they are kept where they wait. */
  bytes: number;
}

export interface QueueDepth {
  /** As last seen. Never blocks. */
  seen: () => Depth;
  stop: () => void;
}

const REFRESH_MS = 500;
/** Looking must not take more than a share of the time. */
const REST_SHARE = 10;
const NOTHING: Depth = { batches: 0, bytes: 0 };

/**
 * Knows how much waits, without making anybody wait for the answer: a question starts a look in the background, at most
 * every 500 ms, and looking goes on until nothing was seen, so that an old number never outlives the rush that caused it.
 * What cannot be asked counts as empty: adding to it fails by itself.
 */
export function createQueueDepth(ask: () => Promise<Depth>): QueueDepth {
  let depth = NOTHING;
  let seenAt = Number.NEGATIVE_INFINITY;
  let rest = REFRESH_MS;
  let looking = false;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  const look = async () => {
    looking = true;
    const began = performance.now();
    depth = await ask().catch(() => NOTHING);
    seenAt = performance.now();
    rest = Math.max(REFRESH_MS, (seenAt - began) * REST_SHARE);
    looking = false;
    clearTimeout(again);
    if (depth.batches > 0 && !stopped) again = setTimeout(() => void look(), rest).unref();
  };

  return {
    seen: () => {
      if (!looking && !stopped && performance.now() - seenAt >= rest) void look();
      return depth;
    },
    stop: () => {
      stopped = true;
      clearTimeout(again);
    },
  };
}

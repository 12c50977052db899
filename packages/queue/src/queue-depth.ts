import type { Queue } from 'bullmq';

const REFRESH_MS = 500;

/**
 * Knows how many jobs wait, are delayed or are worked on, without making anybody wait for the answer: a question
 * starts a look in the background, at most every 500 ms, and looking goes on until the queue was seen empty, so that
 * an old number never outlives the rush that caused it. A queue that cannot be asked counts as empty: adding to it
 * fails by itself, and backpressure would only hide the outbox.
 */
export function createQueueDepth(queue: () => Promise<Pick<Queue, 'getJobCounts'>>) {
  let depth = 0;
  let seenAt = Number.NEGATIVE_INFINITY;
  let looking = false;
  let again: NodeJS.Timeout | undefined;

  const look = async () => {
    looking = true;
    try {
      const counts = await (await queue()).getJobCounts('waiting', 'delayed', 'active');
      depth = Object.values(counts).reduce((sum, count) => sum + count, 0);
    } catch {
      depth = 0;
    } finally {
      looking = false;
      seenAt = performance.now();
    }
    clearTimeout(again);
    if (depth > 0 && !stopped) again = setTimeout(() => void look(), REFRESH_MS).unref();
  };

  let stopped = false;
  return {
    depth: (): number => {
      if (!looking && !stopped && performance.now() - seenAt >= REFRESH_MS) void look();
      return depth;
    },
    stop: () => {
      stopped = true;
      clearTimeout(again);
    },
  };
}

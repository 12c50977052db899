import type { Queue } from 'bullmq';

const REFRESH_MS = 500;
/** So few cannot be too much: a job takes 4 MiB at the most. */
const FEW = 64;

/**
 * Knows how many jobs wait, are delayed or are worked on, without making anybody wait for the answer: a question
 * starts a look in the background, at most every 500 ms, and looking goes on until the queue was seen empty, so that
 * an old number never outlives the rush that caused it. A queue that cannot be asked counts as empty: adding to it
 * fails by itself, and backpressure would only hide the outbox. How many bytes they have is asked only when they are many.
 */
export function createQueueDepth(
  queue: () => Promise<Pick<Queue, 'getJobCounts'>>,
  countBytes: () => Promise<number>,
) {
  let depth = 0;
  let bytes = 0;
  let seenAt = Number.NEGATIVE_INFINITY;
  let looking = false;
  let again: NodeJS.Timeout | undefined;

  const look = async () => {
    looking = true;
    try {
      const counts = await (await queue()).getJobCounts('waiting', 'delayed', 'active');
      depth = Object.values(counts).reduce((sum, count) => sum + count, 0);
      bytes = depth > FEW ? await countBytes() : 0;
    } catch {
      depth = 0;
      bytes = 0;
    } finally {
      looking = false;
      seenAt = performance.now();
    }
    clearTimeout(again);
    if (depth > 0 && !stopped) again = setTimeout(() => void look(), REFRESH_MS).unref();
  };

  let stopped = false;
  const lookAgain = () => {
    if (!looking && !stopped && performance.now() - seenAt >= REFRESH_MS) void look();
  };
  return {
    depth: (): number => {
      lookAgain();
      return depth;
    },
    bytes: (): number => {
      lookAgain();
      return bytes;
    },
    stop: () => {
      stopped = true;
      clearTimeout(again);
    },
  };
}

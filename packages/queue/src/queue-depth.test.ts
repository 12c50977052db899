import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueueDepth } from './queue-depth.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const counting = (getJobCounts: () => Promise<Record<string, number>>) => async () => ({ getJobCounts });

const few = async () => 0;

test('a question is answered at once, with what was seen last', async () => {
  const { depth, stop } = createQueueDepth(
    counting(async () => ({ waiting: 2, delayed: 1, active: 4 })),
    few,
  );
  expect(depth()).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(depth()).toBe(7);
  stop();
});

test('many questions are one look every 500 ms', async () => {
  const look = vi.fn(async () => ({ waiting: 0 }));
  const { depth, stop } = createQueueDepth(counting(look), few);
  for (let ms = 0; ms < 1_000; ms += 10) {
    depth();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(look).toHaveBeenCalledTimes(2);
  stop();
});

test('looking goes on without questions until the queue is empty, and then ends', async () => {
  const counts = [900, 300, 0];
  const look = vi.fn(async () => ({ waiting: counts.shift() ?? 0 }));
  const { depth, stop } = createQueueDepth(counting(look), few);
  depth();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(3);
  expect(depth()).toBe(0);
  stop();
});

test('a queue that cannot be asked counts as empty', async () => {
  const counts = vi.fn(async () => ({ waiting: 900 }));
  const { depth, stop } = createQueueDepth(counting(counts), few);
  depth();
  await vi.advanceTimersByTimeAsync(0);
  expect(depth()).toBe(900);
  counts.mockRejectedValue(new Error('away'));
  await vi.advanceTimersByTimeAsync(500);
  expect(depth()).toBe(0);
  stop();
});

test('how many bytes wait is asked only when many jobs do', async () => {
  const counts = [64, 65, 0];
  const countBytes = vi.fn(async () => 300_000_000);
  const { bytes, stop } = createQueueDepth(
    counting(async () => ({ waiting: counts.shift() ?? 0 })),
    countBytes,
  );
  const seen: number[] = [];
  for (let look = 0; look < 3; look++) {
    bytes();
    await vi.advanceTimersByTimeAsync(look === 0 ? 0 : 500);
    seen.push(bytes());
  }
  expect(seen).toEqual([0, 300_000_000, 0]);
  expect(countBytes).toHaveBeenCalledOnce();
  stop();
});

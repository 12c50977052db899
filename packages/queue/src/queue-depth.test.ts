import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueueDepth } from './queue-depth.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const counting = (getJobCounts: () => Promise<Record<string, number>>) => async () => ({ getJobCounts });

test('a question is answered at once, with what was seen last', async () => {
  const { depth, stop } = createQueueDepth(counting(async () => ({ waiting: 2, delayed: 1, active: 4 })));
  expect(depth()).toBe(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(depth()).toBe(7);
  stop();
});

test('many questions are one look every 500 ms', async () => {
  const look = vi.fn(async () => ({ waiting: 0 }));
  const { depth, stop } = createQueueDepth(counting(look));
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
  const { depth, stop } = createQueueDepth(counting(look));
  depth();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(3);
  expect(depth()).toBe(0);
  stop();
});

test('a queue that cannot be asked counts as empty', async () => {
  const counts = vi.fn(async () => ({ waiting: 900 }));
  const { depth, stop } = createQueueDepth(counting(counts));
  depth();
  await vi.advanceTimersByTimeAsync(0);
  expect(depth()).toBe(900);
  counts.mockRejectedValue(new Error('away'));
  await vi.advanceTimersByTimeAsync(500);
  expect(depth()).toBe(0);
  stop();
});

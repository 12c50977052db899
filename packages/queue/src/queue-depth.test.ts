import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueueDepth } from './queue-depth.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const batches = (count: number) => ({ batches: count, bytes: count * 10 });

test('a question is answered at once, with what was seen last', async () => {
  const { seen, stop } = createQueueDepth(async () => batches(7));
  expect(seen()).toEqual(batches(0));
  await vi.advanceTimersByTimeAsync(0);
  expect(seen()).toEqual(batches(7));
  stop();
});

test('many questions are one look every 500 ms', async () => {
  const look = vi.fn(async () => batches(0));
  const { seen, stop } = createQueueDepth(look);
  for (let ms = 0; ms < 1_000; ms += 10) {
    seen();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(look).toHaveBeenCalledTimes(2);
  stop();
});

test('looking goes on without questions until nothing is seen, and then ends', async () => {
  const counts = [900, 300, 0];
  const look = vi.fn(async () => batches(counts.shift() ?? 0));
  const { seen, stop } = createQueueDepth(look);
  seen();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(look).toHaveBeenCalledTimes(3);
  expect(seen()).toEqual(batches(0));
  stop();
});

test('what cannot be asked counts as empty', async () => {
  const look = vi.fn(async () => batches(900));
  const { seen, stop } = createQueueDepth(look);
  seen();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen()).toEqual(batches(900));
  look.mockRejectedValue(new Error('away'));
  await vi.advanceTimersByTimeAsync(500);
  expect(seen()).toEqual(batches(0));
  stop();
});

test('a look that takes long is followed by a rest that is ten times as long', async () => {
  const look = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return batches(1);
  });
  const { seen, stop } = createQueueDepth(look);
  seen();
  await vi.advanceTimersByTimeAsync(3_200);
  expect(look).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(look).toHaveBeenCalledTimes(2);
  stop();
});

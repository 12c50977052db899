import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBatches } from './in-batches.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('delivers what one interval brought together, and nothing when nothing came', () => {
  const deliver = vi.fn();
  const batches = inBatches<number>(100, deliver);
  batches.add(1);
  batches.add(2, 3);
  vi.advanceTimersByTime(100);
  batches.add(4);
  vi.advanceTimersByTime(1_000);
  expect(deliver.mock.calls).toEqual([[[1, 2, 3]], [[4]]]);
});

test('forgets what it holds when cancelled', () => {
  const deliver = vi.fn();
  const batches = inBatches<number>(100, deliver);
  batches.add(1);
  batches.cancel();
  vi.advanceTimersByTime(1_000);
  expect(deliver).not.toHaveBeenCalled();
});

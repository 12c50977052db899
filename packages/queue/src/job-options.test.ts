import { expect, test } from 'vitest';
import { backoffMs } from './job-options.ts';

const job = { backoff: { initialMs: 250, maxMs: 15_000 } };

test('the wait before a retry doubles up to the declared longest, half of it by chance', () => {
  for (const [attempt, longest] of [
    [1, 250],
    [2, 500],
    [3, 1_000],
    [7, 15_000],
    [9_999, 15_000],
  ] as const) {
    const waits = Array.from({ length: 50 }, () => backoffMs(attempt, job));
    expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(longest / 2);
  }
});

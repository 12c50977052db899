import { expect, test } from 'vitest';
import { nextLimit, PER_BATCH } from './batch-limit.ts';

/** Reads rows of which so many fit into a batch. @returns how many rows were measured for that */
function measured(rows: number, fitting: number): number {
  let sum = 0;
  let limit = PER_BATCH;
  for (let left = rows; left > 0; ) {
    const asked = Math.min(limit, left);
    const ids = Array.from({ length: Math.min(asked, fitting) }, (_, id) => id);
    sum += asked;
    limit = nextLimit(limit, { ids, more: ids.length < left });
    left -= ids.length;
  }
  return sum;
}

test('large rows are measured about twice each, however many wait', () => {
  expect(measured(30_000, 3)).toBeLessThan(2 * 30_000 + PER_BATCH);
  expect(measured(300, 1)).toBeLessThan(2 * 300 + 300);
});

test('rows that fit are measured once each, in whole batches', () => {
  expect(measured(30_000, PER_BATCH)).toBe(30_000);
});

test('after a batch of large rows the number grows back to a whole batch', () => {
  let limit = nextLimit(PER_BATCH, { ids: [1, 2, 3], more: true });
  expect(limit).toBe(6);
  for (let batch = 0; batch < 8; batch++)
    limit = nextLimit(limit, { ids: Array.from({ length: limit }, (_, id) => id), more: true });
  expect(limit).toBe(PER_BATCH);
});

test('when nothing more waits, the next asks for a whole batch', () => {
  expect(nextLimit(6, { ids: [1, 2, 3], more: false })).toBe(PER_BATCH);
});

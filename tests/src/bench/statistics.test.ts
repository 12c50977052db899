import { expect, test } from 'vitest';
import { spreadOf } from './statistics.ts';

test('a spread has the value in the middle, the ends, and what nineteen of twenty do not exceed', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(spreadOf(values)).toEqual({ median: 50, min: 1, max: 100, p95: 95, rounds: 100 });
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, p95: 3, rounds: 3 });
});

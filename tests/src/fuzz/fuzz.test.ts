import { expect, test } from 'vitest';
import type { Backend } from '../stack.ts';
import { runFuzz } from './run-fuzz.ts';

test.each<Backend>(['postgres', 'redis'])(
  'random requests to every route and procedure leave API, worker and trail whole, queue on %s',
  async (backend) => {
    const { requests, faults } = await runFuzz({
      requests: 1_500,
      seed: 20_261_130,
      concurrency: 2,
      backend,
    });
    expect(faults).toEqual([]);
    expect(requests).toBeGreaterThanOrEqual(1_500);
  },
  300_000,
);

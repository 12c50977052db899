import type { Results } from '../run-bench.ts';
import type { WriteResult } from '../writes/measure-writes.ts';
import { judged, type Mark, quickRun } from './mark.ts';

/** The most memory that was held under writes, of any queue and any size of request. */
export function memoryMarks(results: Results): Mark[] {
  const product = results.writes?.rushes.filter(({ writer }) => writer.endsWith('queue'));
  const most = (of: (result: WriteResult) => number | undefined) =>
    product && Math.max(...product.map((result) => of(result) ?? 0));
  const wanted = { against: '', unit: 'MB', wants: 'at most' } as const;
  return [
    judged(
      { ...wanted, measure: 'most memory (RSS) of the API under writes', reach: 200, dream: 150 },
      most(({ api_memory_mb }) => api_memory_mb),
      quickRun(results),
    ),
    judged(
      { ...wanted, measure: 'most memory (RSS) of the worker under writes', reach: 200, dream: 150 },
      most(({ worker_memory_mb }) => worker_memory_mb),
      quickRun(results),
    ),
  ];
}

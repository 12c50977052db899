import type { Results } from '../run-bench.ts';
import { judged, type Mark, quickRun } from './mark.ts';

/** A second `npm start`, and its servers at rest. */
export function startMarks(results: Results): Mark[] {
  const start = results.start?.find(({ way }) => way === 'as it is');
  const wanted = { against: '', wants: 'at most' } as const;
  const why = quickRun(results);
  return [
    judged(
      { ...wanted, measure: 'a second npm start, until it is ready', unit: 'ms', reach: 2_500 },
      start?.ready_ms.median,
      why,
    ),
    judged(
      { ...wanted, measure: 'memory (RSS) of the API at rest', unit: 'MB', reach: 120 },
      start?.api_memory_mb.median,
      why,
    ),
    judged(
      { ...wanted, measure: 'memory (RSS) of the worker at rest', unit: 'MB', reach: 100 },
      start?.worker_memory_mb.median,
      why,
    ),
  ];
}

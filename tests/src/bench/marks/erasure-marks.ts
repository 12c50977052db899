import type { Results } from '../run-bench.ts';
import { rounded } from '../statistics.ts';
import { judged, type Mark, quickRun } from './mark.ts';

/** That readers hardly notice how somebody is forgotten. */
export const erasureMarks = (results: Results): Mark[] => {
  const { erasure } = results;
  const ratios = erasure?.first_page.map(({ before, during }) => during.p95 / before.p95);
  return [
    judged(
      {
        measure: 'first page while the busiest person is anonymized, p95',
        against: 'before',
        unit: 'times',
        wants: 'at most',
        reach: 2,
      },
      ratios && rounded(Math.max(...ratios)),
      quickRun(results) ?? (erasure?.killed_at === undefined ? 'the worker was not killed' : undefined),
    ),
  ];
};

import type { Results } from '../run-bench.ts';
import { rounded } from '../statistics.ts';
import { countText } from '../tables/count-text.ts';
import { judged, type Mark, quickRun, ratio } from './mark.ts';
import { refusal } from './write-marks.ts';

const MARKED_LEAVES = 1_000_000;

/** What sealing costs those who write, and how soon a proof is there. */
export function sealingMarks(results: Results): Mark[] {
  const writes = results.sealing?.writes;
  const proofs = results.sealing?.proofs.at(-1);
  return [
    judged(
      {
        measure: '100 events a POST, stored, while they are sealed',
        against: 'the same without sealing',
        unit: 'times',
        wants: 'at least',
        reach: 0.95,
        dream: 0.99,
      },
      ratio(writes?.sealing.events_per_second, writes?.without.events_per_second),
      quickRun(results) ??
        refusal(writes?.sealing) ??
        (writes?.sealing.sealed_share === 0 ? 'nothing was sealed within the rounds' : undefined),
    ),
    judged(
      {
        measure: `proof out of ${countText(rounded(proofs?.leaves ?? MARKED_LEAVES))} sealed activities, p95`,
        against: '',
        unit: 'ms',
        wants: 'at most',
        reach: 10,
        dream: 5,
      },
      proofs?.product.p95,
      quickRun(results) ??
        (proofs?.same_answer === false ? 'the answers differ' : undefined) ??
        ((proofs?.leaves ?? 0) < MARKED_LEAVES ? `wanted at ${countText(MARKED_LEAVES)}` : undefined),
    ),
  ];
}

import type { Results } from '../run-bench.ts';
import { rounded } from '../statistics.ts';
import { number, orNone } from './cells.ts';
import { countText } from './count-text.ts';
import type { Table } from './table.ts';

/** First pages before and while the busiest person is anonymized. */
export const erasureTable = ({ erasure }: Results): Table => ({
  title: `First pages while a person is anonymized, ms: ${countText(rounded(erasure?.rewritten ?? 0))} of ${countText(erasure?.activities ?? 0)} activities in ${number(erasure?.seconds ?? 0)} s`,
  rows: (erasure?.first_page ?? []).map(({ viewer, before, during }) => ({
    viewer,
    'before, median': number(before.median),
    'before, p95': number(before.p95),
    'during, median': number(during.median),
    'during, p95': number(during.p95),
    pages: String(during.rounds),
    'worker killed at': orNone(
      erasure?.killed_at === undefined ? undefined : `${Math.round(erasure.killed_at * 100)} %`,
    ),
  })),
});

import type { Results } from '../run-bench.ts';
import { rounded } from '../statistics.ts';
import { number, orNone, range } from './cells.ts';
import { countText } from './count-text.ts';
import type { Table } from './table.ts';

/** Writing with and without a worker that seals. */
export const sealedWritesTable = ({ sealing }: Results): Table => ({
  title: `Events stored a second while they are sealed, ${sealing?.writes.events_per_request ?? 0} events a POST`,
  rows: sealing
    ? [
        { worker: 'seals', ...sealing.writes.sealing },
        { worker: 'does not', ...sealing.writes.without, sealed_share: undefined },
      ].map(({ worker, events_per_second, refused, sealed_share }) => ({
        worker,
        median: number(events_per_second.median),
        range: range(events_per_second),
        rounds: String(events_per_second.rounds),
        'refused requests': String(refused),
        'sealed within the round': orNone(
          sealed_share === undefined ? undefined : `${Math.round(sealed_share * 100)} %`,
        ),
      }))
    : [],
});

/** Proofs beside recomputing the tree. */
export const proofsTable = ({ sealing }: Results): Table => ({
  title: 'A proof of a random activity, ms',
  rows: (sealing?.proofs ?? []).map((proofs) => ({
    of: countText(proofs.activities),
    sealed: countText(rounded(proofs.leaves)),
    median: number(proofs.product.median),
    p95: number(proofs.product.p95),
    range: range(proofs.product),
    proofs: String(proofs.product.rounds),
    'recomputed, median': number(proofs.recomputed.median),
    'recomputed, range': range(proofs.recomputed),
    'times as fast': number(rounded(proofs.recomputed.median / proofs.product.median)),
    'same answer': proofs.same_answer ? 'yes' : 'NO',
    'verified a second': orNone(proofs.verified_per_second?.toLocaleString('en')),
  })),
});

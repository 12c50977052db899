import {
  compareRollups,
  type Differences,
  type RollupDifference,
  repairRollups,
} from '@timetracker/activities';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity stats`. */
export interface StatsOptions {
  repair?: boolean;
}

const STEPS = 1_000;

/**
 * Compares the counts that statistics are read from with the activities themselves, and mends them with `repair`.
 * @param quiet shows no progress
 */
export async function statsReconcile({ repair = false }: StatsOptions, quiet: boolean): Promise<Outcome> {
  const found = await withDatabase(async (database) => {
    const progress = showLongProgress({ what: 'Reconciling', total: STEPS, hidden: quiet });
    const onProgress = (done: number, doing: string) => progress.update(Math.floor(done * STEPS), doing);
    try {
      return await (repair ? repairRollups : compareRollups)(database.em.fork(), { onProgress });
    } finally {
      progress.stop();
    }
  });
  if (repair) return repaired(found);
  return found.total === 0
    ? { json: { ok: true }, text: 'Every count agrees with the activities' }
    : differing(found);
}

const repaired = ({ total, differences }: Differences): Outcome => ({
  json: { ok: true, repaired: total, differences },
  text:
    total === 0
      ? 'Every count agrees with the activities: nothing to repair'
      : `${linesOf({ total, differences })}\nRepaired ${counts(total)}`,
});

const differing = ({ total, differences }: Differences): Outcome => ({
  json: { ok: false, total, differences },
  text: linesOf({ total, differences }),
  failure: `${counts(total)} ${total === 1 ? 'differs' : 'differ'} from the activities`,
});

const counts = (total: number) => (total === 1 ? '1 count' : `${total.toLocaleString('en')} counts`);

function linesOf({ total, differences }: Differences): string {
  const more = total - differences.length;
  return [...differences.map(line), ...(more > 0 ? [`… and ${more.toLocaleString('en')} more`] : [])].join(
    '\n',
  );
}

const line = ({ series, bucket, counted, actual, ...key }: RollupDifference) =>
  `${series} ${bucket} user=${key.user_id} project=${key.project_id} type=${key.entity_type} action=${key.action}: counted ${counted}, actual ${actual}`;

import { type RollupDifference, reconcileRollups } from '@timetracker/db';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

/** Compares the counts that statistics are read from with the activities themselves. */
export async function statsReconcile(): Promise<Outcome> {
  const differences = await withDatabase((database) => reconcileRollups(database.em.fork()));
  if (differences.length === 0) return { json: { ok: true }, text: 'Every count agrees with the activities' };
  return {
    json: { ok: false, differences },
    text: differences.map(line).join('\n'),
    failure:
      differences.length === 1
        ? '1 count differs from the activities'
        : `${differences.length} counts differ from the activities`,
  };
}

const line = ({ series, bucket, counted, actual, ...key }: RollupDifference) =>
  `${series} ${bucket} user=${key.user_id} project=${key.project_id} type=${key.entity_type} action=${key.action}: counted ${counted}, actual ${actual}`;

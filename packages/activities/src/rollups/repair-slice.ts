import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addToRollupsSql, deltasSql } from './add-to-rollups.ts';
import type { RollupDelta } from './rollup-deltas.ts';
import {
  type Comparison,
  type Differences,
  type RollupDifference,
  sliceDifferences,
} from './slice-differences.ts';

/** How many are mended in a transaction: writers wait for some tenths of a second then. */
const MOST_AT_ONCE = 10_000;

/**
 * Mends the rollups of a slice while others write, by adding what they are short of to whatever they are by then
 * (docs/decisions/0018). Transactions of at most 10,000 differences: killed in the middle, the others are left for the
 * next time.
 * @param em not within a transaction
 * @returns what was mended, as it was before
 */
export async function repairSlice(em: EntityManager, { most, ...where }: Comparison): Promise<Differences> {
  const mended: Differences = { total: 0, differences: [] };
  for (let left = 1; left > 0; ) {
    const { total, differences } = await mendSome(em, where);
    left = total - differences.length;
    mended.total += differences.length;
    mended.differences.push(...differences.slice(0, most - mended.differences.length));
  }
  return mended;
}

// Read committed: what is compared has to be what the one before left, and what is added to, what writers left.
const mendSome = (em: EntityManager, where: Omit<Comparison, 'most'>) =>
  em.fork().transactional(
    async (tx) => {
      await lockRepairs(tx);
      const found = await sliceDifferences(tx, { ...where, most: MOST_AT_ONCE });
      if (found.total > 0) await addDeltas(tx, found.differences.map(shortage));
      return found;
    },
    { isolationLevel: IsolationLevel.READ_COMMITTED },
  );

const shortage = ({ counted, actual, ...key }: RollupDifference): RollupDelta => ({
  ...key,
  count: actual - counted,
});

/** Two that mend at once would add the same twice. Writers do not ask for this lock. */
async function lockRepairs(tx: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('repair of activity_rollups', 0))`.execute(
    tx.getKysely(),
  );
}

async function addDeltas(tx: EntityManager, deltas: readonly RollupDelta[]): Promise<void> {
  await sql`select last_id from activity_head for update`.execute(tx.getKysely());
  await addToRollupsSql(deltas).execute(tx.getKysely());
  await sql`
    delete from activity_rollups using ${deltasSql(deltas)} as mended
      (series, bucket, user_id, project_id, entity_type, action, count)
    where activity_rollups.count = 0 and activity_rollups.series = mended.series
      and activity_rollups.bucket = mended.bucket and activity_rollups.user_id = mended.user_id
      and activity_rollups.project_id = mended.project_id and activity_rollups.entity_type = mended.entity_type
      and activity_rollups.action = mended.action`.execute(tx.getKysely());
}

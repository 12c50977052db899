import { reconcileRollups, verifyStoredLog } from '@timetracker/activities';
import type { Database } from '@timetracker/db';

interface Numbers {
  waiting: number;
  last_id: number;
  leaves: number;
  first: number;
}

const numbersOf = async (db: Database): Promise<Numbers> => {
  const [numbers] = await db.em.fork().execute<[Numbers]>(
    `select (select count(*) from activity_outbox) as waiting, (select last_id from activity_head) as last_id,
       (select count(*) from activity_leaves) + (select count(leaf) from activities) as leaves,
       (select least(1, (select min(id) from activity_leaves), (select min(id) from activities))) as first`,
  );
  return numbers;
};

/** How much is stored, or still on its way. */
export const haveOpenTransactionsEnded = async (db: Database): Promise<boolean> =>
  (await numbersOf(db)).waiting === 0;

/** What is wrong with the trail once nothing is stored any more: ids with gaps, wrong counts, a log that does not verify. */
export async function trailFaults(db: Database): Promise<string[]> {
  const { last_id, leaves, first } = await numbersOf(db);
  const faults: string[] = [];
  if (leaves !== last_id || first !== 1)
    faults.push(`ids have gaps: ${leaves} leaves, the last id is ${last_id}`);
  const differences = await reconcileRollups(db.em.fork());
  if (differences.length > 0) faults.push(`counts differ: ${JSON.stringify(differences).slice(0, 500)}`);
  const verdict = await verifyStoredLog(db.em.fork());
  if (!verdict.ok) faults.push(`the log does not verify: ${JSON.stringify(verdict).slice(0, 500)}`);
  return faults;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Notes which transactions an anonymization has to wait for: those that have written something and are open now. */
export async function noteOpenTransactions(tx: EntityManager, id: string): Promise<void> {
  await sql`update anonymizations set settled_by = pg_current_xact_id() where id = ${id}`.execute(
    tx.getKysely(),
  );
}

/**
 * Whether all of them have ended, so that what they wrote can be seen. Numbers above all that were given out come from
 * another cluster, out of a backup: those transactions are gone.
 */
export async function haveOpenTransactionsEnded(tx: EntityManager, id: string): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`
    select settled_by <= pg_snapshot_xmin(snapshot) or settled_by > pg_snapshot_xmax(snapshot) as settled
    from anonymizations, pg_current_snapshot() as snapshot where id = ${id}`.execute(tx.getKysely());
  return rows[0]?.settled !== false;
}

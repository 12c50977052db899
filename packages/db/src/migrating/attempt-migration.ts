import type { EntityManager } from '@mikro-orm/postgresql';
import { firstWaitMs, type LockWatch, SHORT_WAIT_MS } from '@timetracker/migrating';
import { sql } from 'kysely';
import type { Database } from '../orm.ts';
import { grantRights } from '../roles/grant-rights.ts';

/**
 * Migrates and grants in one transaction, which begins with the writer's lock, as storing does, and then takes the locks
 * that attempts before it turned out to need, the one first that was waited for last: while it waits for that one, it
 * holds nothing that another one could need.
 * @param failed how many attempts went before
 * @throws SQLSTATE 55P03 when others are in the way; nothing is changed then
 */
export function attemptMigration(database: Database, locks: LockWatch, failed: number): Promise<void> {
  return database.em.fork().transactional(async (tx) => {
    await locks.during(await backendOf(tx), async () => {
      await waitAtMost(tx, firstWaitMs(failed));
      const first = await takeWritersLock(tx);
      for (const { table, mode } of first ? locks.needed() : []) {
        await sql`lock table ${sql.id(table)} in ${sql.raw(mode)} mode`.execute(tx.getKysely());
        await waitAtMost(tx, SHORT_WAIT_MS);
      }
      await waitAtMost(tx, SHORT_WAIT_MS);
      await database.migrator.up({ transaction: tx.getTransactionContext() });
      await grantRights(tx);
    });
  });
}

async function backendOf(tx: EntityManager): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.getKysely());
  const [row] = rows;
  if (!row) throw new Error('A connection has a process');
  return row.pid;
}

const waitAtMost = (tx: EntityManager, ms: number) =>
  sql`select set_config('lock_timeout', ${`${ms}ms`}, true)`.execute(tx.getKysely());

/** @returns false in a database that has no tables yet */
async function takeWritersLock(tx: EntityManager): Promise<boolean> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('activity_head') is not null as exists`.execute(tx.getKysely());
  if (rows[0]?.exists !== true) return false;
  await sql`select last_id from activity_head for update`.execute(tx.getKysely());
  return true;
}

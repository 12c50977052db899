import type { EntityManager } from '@mikro-orm/postgresql';
import { firstWaitMs, type LockWatch, SHORT_WAIT_MS, type TableLock } from '@timetracker/migrating';
import { sql } from 'kysely';
import type { Database } from '../orm.ts';
import { grantRights } from '../roles/grant-rights.ts';

/**
 * Migrates and grants in one transaction, which begins with the writer's lock, as storing does, and then takes the locks
 * that attempts before it turned out to need. A table that the attempt before waited for comes even before the writer's
 * lock: who works with a table may store next, and while it is waited for long enough to be in a deadlock, nothing is held.
 * @param failed how many attempts went before
 * @throws SQLSTATE 55P03 when others are in the way; nothing is changed then
 */
export function attemptMigration(database: Database, locks: LockWatch, failed: number): Promise<void> {
  return database.em.fork().transactional(async (tx) => {
    await locks.during(await backendOf(tx), async () => {
      await waitAtMost(tx, firstWaitMs(failed));
      const tables = locks.needed();
      const before = locks.waitedForTable() ? tables.splice(0, 1) : [];
      for (const table of before) await lock(tx, table);
      await takeWritersLock(tx);
      await waitAtMost(tx, SHORT_WAIT_MS);
      for (const table of tables) await lock(tx, table);
      await database.migrator.up({ transaction: tx.getTransactionContext() });
      await grantRights(tx);
    });
  });
}

/** Whatever comes after the first lock is waited for shortly. */
async function lock(tx: EntityManager, { table, mode }: TableLock): Promise<void> {
  await sql`lock table ${sql.id(table)} in ${sql.raw(mode)} mode`.execute(tx.getKysely());
  await waitAtMost(tx, SHORT_WAIT_MS);
}

async function backendOf(tx: EntityManager): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.getKysely());
  const [row] = rows;
  if (!row) throw new Error('A connection has a process');
  return row.pid;
}

const waitAtMost = (tx: EntityManager, ms: number) =>
  sql`select set_config('lock_timeout', ${`${ms}ms`}, true)`.execute(tx.getKysely());

/** In a database that has no tables yet, there is none to take. */
async function takeWritersLock(tx: EntityManager): Promise<void> {
  const { rows } = await sql<{ exists: boolean }>`
    select to_regclass('activity_head') is not null as exists`.execute(tx.getKysely());
  if (rows[0]?.exists !== true) return;
  await sql`select last_id from activity_head for update`.execute(tx.getKysely());
}

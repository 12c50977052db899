import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { atTimeOf } from './actor.ts';

/** What time it is by the clock of the database, which everybody shares. */
export async function databaseTime(em: EntityManager): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new Error('The database does not say what time it is');
  return row.now;
}

/**
 * Runs `work` by the clock of the database: what it changes is dated by that, however wrong the clock of this machine is.
 * @param em outside of any transaction
 */
export async function atDatabaseTime<Result>(
  em: EntityManager,
  work: () => Result,
): Promise<Awaited<Result>> {
  const began = performance.now();
  const then = +(await databaseTime(em));
  return await atTimeOf(() => new Date(then + performance.now() - began), work);
}

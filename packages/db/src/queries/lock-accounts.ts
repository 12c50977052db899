import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Tells this lock from others. */
const ACCOUNTS = 2;

/** Until the transaction ends, nobody else takes somebody's rights. */
export async function lockAccounts(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ACCOUNTS}::integer, 0)`.execute(em.getKysely());
}

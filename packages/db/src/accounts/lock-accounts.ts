import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { checkAuthority } from '../capture/authority.ts';

/** Tells this lock from others. */
const ACCOUNTS = 2;

/**
 * Until the transaction ends, nobody else gives rights to somebody or takes them. Whoever locks another's account takes
 * this lock first: two administrators who change each other then wait for each other in one order. The caller's own rights
 * are looked at under the lock, before anything is written: a transaction that gives a role to its own caller would find it
 * at its end.
 * @throws {AppError} unauthorized, forbidden: the caller has lost them in the meantime
 */
export async function lockAccounts(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ACCOUNTS}::integer, 0)`.execute(em.getKysely());
  await checkAuthority(em);
}

/** Until the transaction ends, this account is neither deactivated nor given another role, and nobody signs in to it. */
export async function lockAccount(em: EntityManager, user_id: number): Promise<void> {
  await sql`select from users where id = ${user_id} for no key update`.execute(em.getKysely());
}

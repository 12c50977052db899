import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Tells these locks from others; the person's id is the second half of the key. */
const TIME = 1;

/**
 * Until the transaction ends, nobody else changes this person's time. What was looked at before writing is then still
 * so, and two entries written at once do not wait for each other in the constraint against overlaps until PostgreSQL
 * calls that a deadlock.
 */
export async function lockTimeOf(em: EntityManager, user_id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TIME}::integer, ${user_id}::integer)`.execute(em.getKysely());
}

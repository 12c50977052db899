import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * The lock of legal holds: any number, as long as it is the same everywhere. The database takes it alone when a hold is
 * placed, and shares it when activities are purged (migration `hold-or-remove`).
 */
const HOLDS_LOCK = 7_213_009_003;

/**
 * Until the transaction ends, no legal hold is placed: whoever places one waits, and what is looked at after this call is
 * still so when the transaction commits. Many may share the lock; call it before looking at holds.
 */
export async function keepHoldsAsTheyAre(tx: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${HOLDS_LOCK})`.execute(tx.getKysely());
}

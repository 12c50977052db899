import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * Says when activities since an instant may have been purged: those from before `purged_before`. Nothing when all are
 * there.
 * @param from epoch milliseconds
 */
export async function purgedBefore(em: EntityManager, from: number): Promise<{ purged_before?: string }> {
  const { rows } = await sql<{ before: Date | null }>`
    select max(before) as before from activity_purges
    where purged > 0 and before > ${new Date(from).toISOString()}::timestamptz`.execute(em.getKysely());
  const before = rows[0]?.before;
  return before ? { purged_before: before.toISOString() } : {};
}

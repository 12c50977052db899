import type { EntityManager } from '@mikro-orm/postgresql';
import type { Purged } from '@timetracker/shared';
import { sql } from 'kysely';

/**
 * Says when activities since an instant may have been purged: those from before `purged_before`, of `purged_types`, or
 * of any type where that is empty. Nothing when all are there.
 * @param from epoch milliseconds
 */
export async function purgedBefore(em: EntityManager, from: number): Promise<Purged> {
  const { rows } = await sql<{ before: Date | null; types: string[] | null; of_any_type: boolean | null }>`
    select max(before) as before, bool_or(entity_type is null) as of_any_type,
      array_agg(distinct entity_type order by entity_type) filter (where entity_type is not null) as types
    from activity_purges
    where purged > 0 and before > ${new Date(from).toISOString()}::timestamptz`.execute(em.getKysely());
  const { before, types, of_any_type } = rows[0] ?? {};
  if (!before) return {};
  return { purged_before: before.toISOString(), purged_types: of_any_type ? [] : (types ?? []) };
}

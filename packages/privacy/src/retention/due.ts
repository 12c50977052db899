import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Purge } from './purge.ts';

/** What a purge is of. */
export type PurgeScope = Pick<Purge, 'before' | 'entity_type'>;

/**
 * The activities that a purge takes: older than it says, and neither under a legal hold nor one that vouches for what
 * was erased or purged.
 */
export const dueSql = ({ before, entity_type }: PurgeScope): RawBuilder<boolean> => sql<boolean>`
  activities.created_at < ${before}::timestamptz
  and ${entity_type === null ? sql`true` : sql`activities.entity_type = ${entity_type}`}
  and not (activities.entity_type = 'audit' and activities.action in ('started', 'anonymized', 'purged'))
  and not is_held(activities.user_id, activities.project_id, activities.entity_type, activities.entity_id)`;

/** What a purge would do now. */
export interface Due {
  /** How many it would remove. */
  due: number;
  /** How many would have to go, but are not sealed yet. */
  unsealed: number;
  /** How many a legal hold keeps. */
  held: number;
}

/** Counts what a purge would do, and changes nothing. It reads every activity that is older. */
export async function countDue(em: EntityManager, scope: PurgeScope): Promise<Due> {
  const { before, entity_type } = scope;
  const { rows } = await sql<Due>`
    with sealed as (select coalesce(max(size), 0) as size from log_checkpoints)
    select count(*) filter (where is_due and id <= sealed.size) as due,
      count(*) filter (where is_due and id > sealed.size) as unsealed, count(*) filter (where is_kept) as held
    from sealed, (
      select id, ${dueSql(scope)} as is_due,
        is_held(activities.user_id, activities.project_id, activities.entity_type, activities.entity_id) as is_kept
      from activities where activities.created_at < ${before}::timestamptz
        and ${entity_type === null ? sql`true` : sql`activities.entity_type = ${entity_type}`}
    ) older`.execute(em.getKysely());
  return rows[0] ?? { due: 0, unsealed: 0, held: 0 };
}

/** Whether a purge would remove anything now. */
export async function isAnythingDue(em: EntityManager, scope: PurgeScope): Promise<boolean> {
  const { rows } = await sql<{ is_due: boolean }>`
    select exists (
      select from activities
      where id <= (select max(size) from log_checkpoints) and ${dueSql(scope)}) as is_due`.execute(
    em.getKysely(),
  );
  return rows[0]?.is_due ?? false;
}

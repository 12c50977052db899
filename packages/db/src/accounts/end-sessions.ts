import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * Signs a person out everywhere.
 * @param but the session that stays
 * @returns how many ended that had not expired by themselves
 */
export async function endSessions(em: EntityManager, user_id: number, but?: number): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    with removed as (
      delete from auth_sessions where user_id = ${user_id} and ${but === undefined ? sql`true` : sql`id <> ${but}`}
      returning expires_at
    )
    select count(*)::integer as ended from removed where expires_at > now()`.execute(em.getKysely());
  return rows[0]?.ended ?? 0;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type ActivityScope, scopeSql } from './activity-conditions.ts';

/** How many activities a scope holds, exactly. */
export async function countActivities(em: EntityManager, scope: ActivityScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from activities where ${scopeSql(scope)}`.execute(em.getKysely());
  return rows[0]?.count ?? 0;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Signs a person out everywhere. */
export async function endSessions(em: EntityManager, user_id: number): Promise<void> {
  await sql`delete from auth_sessions where user_id = ${user_id}`.execute(em.getKysely());
}

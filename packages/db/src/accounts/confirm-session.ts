import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/**
 * Looks again at a session that has just begun: the password with which it began may have been changed, or the account
 * deactivated, after the password was looked at. Such a session is removed. Whoever changes either waits for this, and
 * then ends the session like every other.
 * @param hash of the password that was given
 * @returns whether the session holds
 */
export const confirmSession = (em: EntityManager, token: string, hash: string): Promise<boolean> =>
  em.transactional(async (tx) => {
    const db = tx.getKysely();
    const { rows } = await sql`
      select from auth_sessions s
      join users u on u.id = s.user_id and u.deactivated_at is null
      join auth_accounts a on a.user_id = u.id and a.provider_id = 'credential' and a.password = ${hash}
      where s.token = ${token} for share of u, a`.execute(db);
    if (rows.length > 0) return true;
    await sql`delete from auth_sessions where token = ${token}`.execute(db);
    return false;
  });

/** The hash of an account's password; undefined while it has none. */
export async function passwordHashOf(em: EntityManager, user_id: number): Promise<string | undefined> {
  const { rows } = await sql<{ password: string | null }>`
    select password from auth_accounts where user_id = ${user_id} and provider_id = 'credential'`.execute(
    em.getKysely(),
  );
  return rows[0]?.password ?? undefined;
}

/** Replaces the hash of a password. @returns false when it was another by then */
export async function replacePassword(
  em: EntityManager,
  user_id: number,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update auth_accounts set password = ${to}, updated_at = now()
    where user_id = ${user_id} and provider_id = 'credential' and password = ${from}`.execute(em.getKysely());
  return numAffectedRows === 1n;
}

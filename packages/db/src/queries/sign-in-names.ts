import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** Tells this lock from others. */
const SIGN_IN_NAMES = 3;

/** What somebody signs in with, in small letters. */
export interface SignInNames {
  /** The account that has them; absent while there is none. */
  id?: number;
  username?: string | undefined;
  email?: string | undefined;
}

/** Of somebody's names those that another account has as the other kind of name, with what they are there. */
export type Crossed = Partial<Record<'username' | 'email', string>>;

/**
 * People sign in with a user name or an e-mail address, so that nobody may have as one what somebody else has as the other:
 * they would be taken for each other. Until the transaction ends, nobody else takes such a name.
 * @returns for each of the given people what stands in the way; empty when nothing does
 */
export async function crossedSignInNames(
  em: EntityManager,
  people: readonly SignInNames[],
): Promise<Crossed[]> {
  await sql`select pg_advisory_xact_lock(${SIGN_IN_NAMES}::integer, 0)`.execute(em.getKysely());
  const given = people.flatMap(({ username, email }) => [username ?? [], email ?? []].flat());
  const { rows } = await sql<{ id: number; username: string; email: string }>`
    select id, username, email from users
    where username = any(${given}::text[]) or email = any(${given}::text[])`.execute(em.getKysely());
  return people.map(({ id, username, email }) => {
    const others = rows.filter((row) => row.id !== id);
    return {
      ...(others.some((other) => other.email === username) && {
        username: 'is the e-mail address of another account',
      }),
      ...(others.some((other) => other.username === email) && {
        email: 'is the user name of another account',
      }),
    };
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { nameKey } from '@timetracker/shared';
import { sql } from 'kysely';

/** Tells this lock from others. */
const SIGN_IN_NAMES = 3;

/** What somebody signs in with, in small letters: what they are to have from now on. */
export interface SignInNames {
  /** The account that has them; absent while there is none. */
  id?: number;
  username?: string | undefined;
  email?: string | undefined;
}

/** Of somebody's names those that cannot be told from another account's, with what they are there. */
export type Crossed = Partial<Record<'username' | 'email', string>>;

/**
 * People sign in with a user name or an e-mail address, so that nobody may have as one what somebody else has as the other:
 * they would be taken for each other. Nor may a user name look like another one: it is what tells accounts apart that are
 * called alike. Until the transaction ends, nobody else takes such a name.
 * @returns for each of the given people what stands in the way; empty when nothing does
 */
export async function crossedSignInNames(
  em: EntityManager,
  people: readonly SignInNames[],
): Promise<Crossed[]> {
  await sql`select pg_advisory_xact_lock(${SIGN_IN_NAMES}::integer, 0)`.execute(em.getKysely());
  const given = people.flatMap(({ username, email }) => [username ?? [], email ?? []].flat());
  const keys = people.map(({ username }) => (username === undefined ? undefined : nameKey(username)));
  const { rows } = await sql<{ id: number; username: string; email: string }>`
    select id, username, email from users
    where username = any(${given}::text[]) or email = any(${given}::text[])
      or name_key(username) = any(${keys.filter((key) => key !== undefined)}::text[])`.execute(
    em.getKysely(),
  );
  const stored = rows.map((row) => ({ ...row, key: nameKey(row.username) }));
  return people.map(({ id, username, email }, index) => {
    const others = stored.filter((row) => row.id !== id);
    const key = keys[index];
    const before = key === undefined ? -1 : keys.indexOf(key);
    // Who has the very same user name is told so by its unique index.
    const alike = others.some((other) => other.key === key && other.username !== username);
    return {
      ...((alike || (before !== -1 && before < index)) && {
        username: 'looks like the user name of another account',
      }),
      ...(others.some((other) => other.email === username) && {
        username: 'is the e-mail address of another account',
      }),
      ...(others.some((other) => other.username === email) && {
        email: 'is the user name of another account',
      }),
    };
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { foldedWordsOf, type Identity } from '@timetracker/activities';
import type { User } from '@timetracker/db';
import { sql } from 'kysely';

/** Something that an account is or was called. */
export interface Called {
  field: keyof Identity;
  value: string;
  /** When the person first called themselves so, and nobody else ever has; null where others have. */
  taken_at: Date | null;
}

interface OthersName {
  name: string;
  /** When what is called so came to be; null: before everything. */
  since: Date | null;
}

/** With a space at each end, so that a part is made of whole words. */
const asSequence = (name: string) => ` ${foldedWordsOf(name).join(' ')} `;

/**
 * Of what a person has called themselves, what others were called before: it is the name, or a part of the name, of a client,
 * a project, a task, the workspace or another account that was there already. Whoever takes the name of a client for a day must
 * not take it from the client when they are forgotten.
 */
export async function sharedNames(
  em: EntityManager,
  user: User,
  called: readonly Called[],
): Promise<Called[]> {
  if (called.every(({ taken_at }) => taken_at === null)) return [];
  const { rows } = await sql<OthersName>`
    select name, created_at as since from clients union all select name, created_at from projects
    union all select distinct on (name) name, created_at from tasks
    union all select name, null from workspace
    union all select display_name, created_at from users where id <> ${user.id} and anonymized_at is null
    union all select username, created_at from users where id <> ${user.id} and anonymized_at is null`.execute(
    em.getKysely(),
  );
  const others = rows.map(({ name, since }) => ({ sequence: asSequence(name), since }));
  return called.filter(({ value, taken_at }) => {
    const own = asSequence(value);
    if (taken_at === null || own.trim() === '') return false;
    return others.some(({ sequence, since }) => (!since || since < taken_at) && sequence.includes(own));
  });
}

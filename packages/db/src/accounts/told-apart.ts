import type { EntityManager } from '@mikro-orm/postgresql';
import { harmless, isReservedName, isVisible, type Role, unseenIn } from '@timetracker/shared';
import { sql } from 'kysely';

interface Account {
  id: number;
  username: string;
  display_name: string;
  role: Role;
  is_alike: boolean;
}

/** What a name says by itself: that it is one which the product uses, or that it hides something. */
interface NameJudged {
  isReserved: boolean;
  hides: boolean;
}

const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, NameJudged>();

/** Looking into the names of a page takes as long as reading it, and the same names come again. */
function judged(name: string): NameJudged {
  const known = remembered.get(name);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const judgement = {
    isReserved: isReservedName(name),
    hides: unseenIn(name) !== undefined || !isVisible(harmless(name)),
  };
  remembered.set(name, judgement);
  return judgement;
}

/** Of ordinary accounts, also names that the product itself uses, and those that hide something. */
function isUnclear({ display_name, role, is_alike }: Account): boolean {
  const { isReserved, hides } = judged(display_name);
  return is_alike || hides || (role !== 'admin' && isReserved);
}

/**
 * Of whom the display name alone does not tell who they are, by id: their user names, to be shown beside. Another account's
 * name looks like theirs; theirs looks like another account's user name or address, says one in brackets, or reads like
 * another account's name with its user name beside; or it is not what it seems. Accounts that are forgotten have no such name.
 */
export async function toldApart(
  em: EntityManager,
  ids: readonly (number | null | undefined)[],
): Promise<Map<number, string>> {
  const distinct = [...new Set(ids)].filter((id) => id != null);
  if (distinct.length === 0) return new Map();
  const { rows } = await sql<Account>`
    select id, username, display_name, role, exists (
      select from users as other
      where other.id <> named.id and other.anonymized_at is null and (
        other.display_name_key = named.display_name_key
        or letters_key(other.username) = any(named.display_name_said)
        or letters_key(other.email) = any(named.display_name_said)
        or letters_key(other.display_name || other.username) = any(named.display_name_said)
      )
    ) as is_alike
    from users as named where id = any(${distinct}::int[]) and anonymized_at is null`.execute(em.getKysely());
  return new Map(rows.filter(isUnclear).map(({ id, username }) => [id, username]));
}

/** What an answer says beside a display name; nothing where that is clear. */
export const besideName = (apart: ReadonlyMap<number, string>, user_id: number | null) => {
  const username = user_id === null ? undefined : apart.get(user_id);
  return username === undefined ? {} : { told_apart_by: username };
};

import type { EntityManager } from '@mikro-orm/postgresql';
import {
  FOLDED_TO_ASCII,
  type LoggedActivity,
  MARKS,
  MAY_ESCAPE,
  type Name,
  type Person,
} from '@timetracker/activities';
import { activityBytes, joinLeafSql, leafSql, withinBytes, withUserAgent } from '@timetracker/db';
import { type RawBuilder, sql } from 'kysely';

/** An activity with the state of its leaf: an intact one has a salt (hexadecimal). */
export interface ScannedActivity extends LoggedActivity {
  salt: string | null;
}

/** Whom to look for. */
export interface SubjectQuery extends Person {
  names: readonly Name[];
}

/** A word that lower case is certain for, whatever the database's language. */
const ASCII = /^[a-z0-9]{2,}$/;

/** More of them take PostgreSQL longer than looking into every text takes here. */
const MOST_NEEDLES = 100;

/**
 * Matches every text that may hold one of the names, and few others; of each name one word is looked for. Accents are taken
 * off where there are any; texts with what is written otherwise (ß as ss, %20) are looked into word by word, elsewhere.
 */
function mayName(names: readonly Name[]): RawBuilder<unknown> {
  const needles = new Set(
    names.map(({ words }) =>
      words.filter((word) => ASCII.test(word)).reduce((a, b) => (b.length > a.length ? b : a), ''),
    ),
  );
  if (needles.has('') || needles.size > MOST_NEEDLES) return sql`true`;
  const patterns = sql`any(${[...needles].map((needle) => `%${needle}%`)}::text[])`;
  return sql`(
    select case
      when octet_length(said) = char_length(said) and strpos(said, '%') = 0 and strpos(said, '&') = 0
        then lower(said) like ${patterns}
      else normalize(said, nfd) ~ ${`${MAY_ESCAPE}|${FOLDED_TO_ASCII}`}
        or lower(regexp_replace(normalize(said, nfd), ${MARKS}, '', 'g')) like ${patterns}
    end
    from (select concat_ws(' ', entity_name, description, extra_data::text, user_agent, whole_agent(agent), posted->>'user_agent') as said offset 0) as texts)`;
}

/** What is looked through by one query, which tells what may be about the person. */
const SCANNED_AT_ONCE = 8_192;

/**
 * The activities above `after` and up to `upTo` that may tell of a person, by id, in groups that can be held in memory.
 */
export async function* scanActivities(
  em: EntityManager,
  sought: SubjectQuery,
  after: number,
  upTo: number,
): AsyncGenerator<ScannedActivity[]> {
  for (let from = after; from < upTo; from += SCANNED_AT_ONCE) {
    const found = await findTelling(em, sought, from, Math.min(from + SCANNED_AT_ONCE, upTo));
    for (const group of withinBytes(found))
      yield await readActivities(
        em,
        group.map(({ id }) => id),
      );
  }
}

async function findTelling(
  em: EntityManager,
  { user_id, names, addresses = [] }: SubjectQuery,
  after: number,
  upTo: number,
): Promise<{ id: number; bytes: number }[]> {
  const { rows } = await sql<{ id: number; bytes: number }>`
    select id, ${activityBytes} as bytes
    from activities
    where id > ${after} and id <= ${upTo}
      and (user_id = ${user_id} or (posted->>'user_id')::integer = ${user_id}
        or (entity_type in ('user', 'audit') and entity_id = ${user_id})
        or (user_id is null and ip_address = any(${addresses}::text[])) or ${mayName(names)})
    order by id`.execute(em.getKysely());
  return rows;
}

async function readActivities(em: EntityManager, ids: readonly number[]): Promise<ScannedActivity[]> {
  const { rows } = await sql<ScannedActivity & { agent: string | null }>`
    select activities.id, event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data,
      project_id, ip_address, user_agent, agent, posted, source, created_at, recorded_at, encode(${leafSql.salt}, 'hex') as salt
    from activities ${joinLeafSql}
    where ${leafSql.is_one} and activities.id = any(${ids}::bigint[]) order by activities.id`.execute(
    em.getKysely(),
  );
  return rows.map(withUserAgent);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { besideName, toldApart } from '@timetracker/db';
import type { TopPeopleOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import { allVisible } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { everCountedSql } from './ever-counted-sql.ts';
import type { Window } from './window.ts';

/**
 * Who did most in a window; the same count in the order of user names. For those who see everything: what people do is
 * theirs to compare (CONTRACT, `user_activity`), so others get nobody.
 */
export async function topPeople(
  em: EntityManager,
  window: Window,
  limit: number,
  visibility: Visibility,
): Promise<TopPeopleOutput['people']> {
  if (visibility.kind !== 'everything') return [];
  const { rows } = await sql<TopPeopleOutput['people'][number]>`
    select users.id as user_id, users.username, users.display_name, people.count from (
      select user_id, sum(count)::bigint as count
      from ${everCountedSql(allVisible(visibility), [window.from, window.to], ['user_id'])} counted
      group by user_id having sum(count) > 0
    ) people join users on users.id = people.user_id
    order by people.count desc, users.username limit ${limit}`.execute(em.getKysely());
  const apart = await toldApart(
    em,
    rows.map(({ user_id }) => user_id),
  );
  return rows.map((person) => ({ ...person, ...besideName(apart, person.user_id) }));
}

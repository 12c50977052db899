import type { EntityManager } from '@mikro-orm/postgresql';
import { aboutEntitySql, type Identity } from '@timetracker/activities';
import type { User } from '@timetracker/db';
import { sql } from 'kysely';
import { type Called, sharedNames } from './shared-names.ts';

/**
 * What an account is called now, and was called according to its own history: what capture wrote of it in the trail, or has
 * on its way there. What is posted or imported may call it anything, and does not count.
 */
export async function identitiesOf(em: EntityManager, user: User): Promise<Partial<Identity>[]> {
  const { rows } = await sql<Called>`
    select field, value,
      case when bool_and(by_themselves) then min(at) filter (where by_themselves) end as taken_at
    from (
      select extra_data, user_id, created_at as at from activities
      where ${aboutEntitySql(sql`'user'`, sql`${user.id}::integer`)} and source = 'app'
      union all
      select payload->'extra_data', case when pg_input_is_valid(payload->>'user_id', 'integer') then (payload->>'user_id')::integer end, created_at from activity_outbox
      where payload->>'entity_type' = 'user' and payload->>'entity_id' = ${String(user.id)}
        and payload->>'source' = 'app'
    ) said,
    unnest(array['username', 'display_name', 'email']) as field,
    lateral (values
      (extra_data #>> array['changes', field, 'before'], null),
      (extra_data #>> array['changes', field, 'after'], said.user_id is not distinct from ${user.id}::integer)
    ) as named (value, by_themselves)
    where value is not null and value <> ''
    group by field, value`.execute(em.getKysely());
  const { username, display_name, email, display_username } = user;
  const shared = await sharedNames(em, user, rows);
  return [
    { username, display_name, email },
    { username: display_username },
    ...rows.map(({ field, value }) => ({ [field]: value })),
    ...shared.map(({ field, value }) => ({ [field]: value, shared: true as const })),
  ];
}

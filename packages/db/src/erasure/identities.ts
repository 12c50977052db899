import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { User } from '../entities/index.ts';
import type { Identity } from './names.ts';

/**
 * What an account is called now, and was called according to its own history: what capture wrote of it in the trail, or has
 * on its way there. What is posted or imported may call it anything, and does not count.
 */
export async function identitiesOf(em: EntityManager, user: User): Promise<Partial<Identity>[]> {
  const { rows } = await sql<{ field: keyof Identity; value: string }>`
    select distinct field, value
    from (
      select extra_data from activities where entity_type = 'user' and entity_id = ${user.id}
        and source = 'app'
      union all
      select payload->'extra_data' from activity_outbox
      where payload->>'entity_type' = 'user' and payload->>'entity_id' = ${String(user.id)}
        and payload->>'source' = 'app'
    ) said,
    unnest(array['username', 'display_name', 'email']) as field,
    unnest(array[extra_data #>> array['changes', field, 'before'], extra_data #>> array['changes', field, 'after']])
      as value
    where value is not null and value <> ''`.execute(em.getKysely());
  const { username, display_name, email, display_username } = user;
  return [
    { username, display_name, email },
    { username: display_username },
    ...rows.map(({ field, value }) => ({ [field]: value })),
  ];
}

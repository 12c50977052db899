import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityPresence, EntityRef, ReportedType } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { aboutEntitySql } from '../scope/about-entity.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';

/** Who asks, and in which projects they may work; null: in all, and they administrate. */
interface Asker {
  user_id: number;
  project_ids: readonly number[] | null;
}

/**
 * Which entities there are that the asker may open, and which were deleted as far as the asker may know: by the
 * newest activity about them that they may see and that tells of a change here. What was posted or imported does not count:
 * anybody may say that something was deleted. What is in neither list is not theirs to know of.
 */
export async function entityPresence(
  em: EntityManager,
  entities: readonly EntityRef[],
  asker: Asker,
  visibility: Visibility,
): Promise<EntityPresence> {
  const types = [...new Set(entities.map((entity) => entity.entity_type))];
  const existing = await select(
    em,
    sql.join(
      types.map((type) => openable(type, idsOf(entities, type), asker)),
      sql` union all `,
    ),
  );
  const known = new Set(existing.map(keyOf));
  const missing = entities.filter((entity) => !known.has(keyOf(entity)));
  return { existing, deleted: missing.length === 0 ? [] : await select(em, deletions(missing, visibility)) };
}

const keyOf = ({ entity_type, entity_id }: EntityRef) => `${entity_type} ${entity_id}`;
const idsOf = (entities: readonly EntityRef[], type: ReportedType) =>
  entities.filter((entity) => entity.entity_type === type).map((entity) => entity.entity_id);

async function select(em: EntityManager, query: RawBuilder<unknown>): Promise<EntityRef[]> {
  const { rows } = await sql<EntityRef>`${query}`.execute(em.getKysely());
  return rows.map(({ entity_type, entity_id }) => ({ entity_type, entity_id }));
}

/** What of a type somebody who is no administrator may open. */
const openableByMembers: Record<ReportedType, (asker: Asker) => RawBuilder<unknown>> = {
  project: ({ project_ids }) => sql`id = any(${project_ids}::integer[])`,
  task: ({ project_ids }) => sql`project_id = any(${project_ids}::integer[])`,
  comment: ({ project_ids }) => sql`project_id = any(${project_ids}::integer[])`,
  time_entry: ({ project_ids, user_id }) =>
    sql`(user_id = ${user_id} or project_id = any(${project_ids}::integer[]))`,
  invoice: ({ project_ids }) => sql`project_id = any(${project_ids}::integer[])`,
  client: ({ project_ids }) =>
    sql`id in (select client_id from projects where id = any(${project_ids}::integer[]))`,
  user: () => sql`false`,
};

const tables: Record<ReportedType, string> = {
  project: 'projects',
  task: 'tasks',
  comment: 'comments',
  time_entry: 'time_entries',
  invoice: 'invoices',
  client: 'clients',
  user: 'users',
};

const openable = (type: ReportedType, ids: readonly number[], asker: Asker) => sql`
  select ${type}::text as entity_type, id as entity_id from ${sql.table(tables[type])}
  where id = any(${ids}::integer[])
    and ${asker.project_ids === null ? sql`true` : openableByMembers[type](asker)}`;

// Nothing happens to what is gone, so its newest activity tells: one step in the index of entities for each of them.
const deletions = (entities: readonly EntityRef[], visibility: Visibility) => sql`
  select gone.entity_type, gone.entity_id
  from unnest(
    ${entities.map((entity) => entity.entity_type)}::text[],
    ${entities.map((entity) => entity.entity_id)}::integer[]
  ) as gone (entity_type, entity_id)
  cross join lateral (
    select activities.action from activities
    where ${aboutEntitySql(sql`gone.entity_type`, sql`gone.entity_id`)}
      and activities.source = 'app' and ${visibleSql(visibility)}
    order by activities.created_at desc, activities.id desc limit 1
  ) as newest
  where newest.action = 'deleted'`;

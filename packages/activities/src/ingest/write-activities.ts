import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayText, shortAgent } from '@timetracker/db';
import { type Leaf, newLeaves } from '@timetracker/log/node';
import type { PersonalFields, PublicFacts } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { addToRollupsSql } from '../rollups/add-to-rollups.ts';
import { rollupDeltas } from '../rollups/rollup-deltas.ts';

/** An activity that has its number and is about to be stored. */
export type NewActivity = PublicFacts & PersonalFields;

/** What else a statement does, and what must hold of it: otherwise it does nothing. */
export interface Guard {
  /** Common table expressions that come first. */
  ctes: RawBuilder<unknown>;
  holds: RawBuilder<boolean>;
}

const NO_GUARD: Guard = { ctes: sql`nothing as (select)`, holds: sql<boolean>`true` };

/**
 * Stores activities with their leaves, counts them in the rollups and moves the head on. Call it with the head locked.
 * @param activities in id order, without gaps after the head
 * @param narrow whether they have their leaves and short user agents in their rows, as the head says
 */
export async function writeActivities(
  tx: EntityManager,
  activities: readonly NewActivity[],
  narrow: boolean,
): Promise<void> {
  await writeActivitiesSql(activities, narrow).execute(tx.getKysely());
}

/**
 * The statement of {@link writeActivities}: a batch costs one way to the database and back. Its text is always the same.
 * @param guard locks the head; when it does not hold, the statement fails as for a division by zero (22012)
 */
export function writeActivitiesSql(
  activities: readonly NewActivity[],
  narrow: boolean,
  { ctes, holds }: Guard = NO_GUARD,
): RawBuilder<never> {
  const leaves = newLeaves(activities);
  const apart = narrow ? [] : leaves;
  return sql`
    with ${ctes}, guard as materialized (
      select 1 / case when ${holds} then 1 else 0 end as holds
    ), stored as (
      ${insertActivitiesSql(activities, narrow, narrow ? leaves : [])}
    ), sealed as (
      insert into activity_leaves (id, hash, salt)
      select id, decode(hash, 'hex'), decode(salt, 'hex') from unnest(
        ${arrayText(apart.map((leaf) => leaf.id))}::bigint[], ${arrayText(apart.map((leaf) => leaf.hash))}::text[],
        ${arrayText(apart.map((leaf) => leaf.salt))}::text[]) as leaf (id, hash, salt)
    ), counted as (
      ${addToRollupsSql(rollupDeltas(activities))}
    )
    update activity_head set last_id = last_id + ${activities.length} where (select holds from guard) = 1`;
}

/**
 * The statement that stores activities as rows, and does nothing else.
 * @param leaves those that they have in their rows, in their order; without them, they have none
 */
export function insertActivitiesSql(
  activities: readonly NewActivity[],
  narrow = true,
  leaves: readonly Leaf[] = [],
): RawBuilder<unknown> {
  const of = (field: keyof Omit<NewActivity, 'extra_data' | 'posted' | 'user_agent'>) =>
    arrayText(activities.map((activity) => activity[field]));
  const agents = activities.map(({ user_agent }) =>
    narrow && user_agent !== null ? shortAgent(user_agent) : null,
  );
  const whole = activities.map(({ user_agent }, index) => (agents[index] === null ? user_agent : null));
  return sql`
    insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description,
      extra_data, project_id, ip_address, user_agent, agent, posted, source, created_at, recorded_at, leaf)
    select id, event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data, project_id,
      ip_address, user_agent, agent, nullif(posted, 'null'), source, created_at, recorded_at, decode(leaf, 'hex')
    from rows from (
      unnest(${of('id')}::bigint[], ${of('event_id')}::uuid[], ${of('user_id')}::integer[], ${of('action')}::text[],
        ${of('entity_type')}::text[], ${of('entity_id')}::integer[], ${of('entity_name')}::text[],
        ${of('description')}::text[], ${of('project_id')}::integer[], ${of('ip_address')}::text[],
        ${arrayText(whole)}::text[], ${arrayText(agents)}::text[], ${of('source')}::text[],
        ${of('created_at')}::timestamptz[], ${of('recorded_at')}::timestamptz[],
        ${arrayText(leaves.map(({ hash, salt }) => hash + salt))}::text[]),
      jsonb_array_elements(${JSON.stringify(activities.map(({ extra_data }) => extra_data))}::jsonb),
      jsonb_array_elements(${JSON.stringify(activities.map(({ posted }) => posted))}::jsonb)
    ) as new (id, event_id, user_id, action, entity_type, entity_id, entity_name, description, project_id, ip_address,
      user_agent, agent, source, created_at, recorded_at, leaf, extra_data, posted)`;
}

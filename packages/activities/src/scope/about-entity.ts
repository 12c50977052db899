import { type RawBuilder, sql } from 'kysely';

type Part = RawBuilder<unknown>;

const hashOf = (entity_type: Part, entity_id: Part): Part =>
  sql`hashtextextended(${entity_type}, ${entity_id})`;

const hash = hashOf(sql`activities.entity_type`, sql`activities.entity_id`);

/**
 * Which activities are about an entity, a condition over `activities`. The index of entities knows a hash of type and id:
 * the hash leads to the rows, and the rows say whether they are meant.
 * @param entity_type text
 * @param entity_id integer
 */
export const aboutEntitySql = (entity_type: Part, entity_id: Part): RawBuilder<boolean> => sql<boolean>`
  (${hash} = ${hashOf(entity_type, entity_id)}
    and activities.entity_type = ${entity_type} and activities.entity_id = ${entity_id})`;

/** What {@link aboutEntitySql} adds for the index alone, for an id of one of several types. */
export const hashedIdSql = (
  entity_types: readonly string[],
  entity_id: number,
): RawBuilder<boolean> => sql<boolean>`
  ${hash} in (${sql.join(entity_types.map((type) => hashOf(sql`${type}::text`, sql`${entity_id}::integer`)))})`;

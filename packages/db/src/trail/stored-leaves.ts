import { type RawBuilder, sql } from 'kysely';

type Part = RawBuilder<unknown>;

/**
 * Where leaves are. An activity has its own in `leaf`: the hash (32 bytes), and after it the salt (16), or the commitment (32) once
 * it is erased. Of activities that were purged, or stored before there was that column, it is a row of `activity_leaves`.
 */
const hashSql = sql`substr(activities.leaf, 1, 32)`;
const saltSql = sql`case when length(activities.leaf) = 48 then substr(activities.leaf, 33) end`;
const commitmentSql = sql`case when length(activities.leaf) = 64 then substr(activities.leaf, 33) end`;

/** All leaves: a subquery with `id`, `hash`, `salt`, `commitment`. One id that is there twice has two rows. */
export const leavesSql: Part = sql`(
  select id, hash, salt, commitment from activity_leaves
  union all
  select id, ${hashSql}, ${saltSql}, ${commitmentSql} from activities where leaf is not null)`;

/** Joins to `activities` what {@link leafSql} reads. */
export const joinLeafSql: Part = sql`left join activity_leaves kept on kept.id = activities.id`;

/** Of activities with {@link joinLeafSql}, the parts of their leaves, and whether they have one, and one only. */
export const leafSql = {
  hash: sql`coalesce(${hashSql}, kept.hash)`,
  salt: sql`coalesce(${saltSql}, kept.salt)`,
  commitment: sql`coalesce(${commitmentSql}, kept.commitment)`,
  is_one: sql<boolean>`(activities.leaf is null) <> (kept.id is null)`,
};

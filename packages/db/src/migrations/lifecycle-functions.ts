/** A change that the trail's guard lets pass: the function with schema and types, and its statement, word for word. */
export type AllowedChange = readonly [signature: string, statement: string];

const ERASE = 'erase_activities(uuid,bigint[],text[],text[],jsonb[],text[],text[],bytea[],bytea[],bytea[])';
const PURGE = 'purge_activities(uuid,bigint[])';

/** The functions that may change the trail; nobody may call them who was not granted it. */
export const lifecycleFunctions = [ERASE, PURGE] as const;

/** What the functions do to the tables under guard. Each statement has to end in a condition and `)` (see the guard). */
const changes = (schema: string) => ({
  rewriteActivities: `update ${schema}.activities set entity_name = rewrite.entity_name, description = rewrite.description,
    extra_data = rewrite.extra_data, ip_address = rewrite.ip_address, user_agent = rewrite.user_agent
  from unnest(erase_activities.ids, entity_names, descriptions, erase_activities.extra_data, ip_addresses, user_agents)
    as rewrite (id, entity_name, description, extra_data, ip_address, user_agent)
  where (activities.id = rewrite.id)`,
  eraseLeaves: `update ${schema}.activity_leaves set commitment = rewrite.commitment, salt = null
  from unnest(erase_activities.ids, commitments) as rewrite (id, commitment)
  where (activity_leaves.id = rewrite.id and activity_leaves.salt is not null)`,
  forgetRewritten: `update ${schema}.activity_rewrites set salt = null
  where salt is not null and activity_id = any(erase_activities.ids)`,
  deleteActivities: `delete from ${schema}.activities where id = any(gone)`,
  emptyLeaves: `update ${schema}.activity_leaves set salt = null, commitment = null where id = any(gone)`,
  forgetPurged: `update ${schema}.activity_rewrites set salt = null where salt is not null and activity_id = any(gone)`,
});

/** Every table under guard with the changes that it takes. */
export function lifecycleChanges(schema: string): { table: string; allowed: AllowedChange[] }[] {
  const change = changes(schema);
  const erase = `${schema}.${ERASE}`;
  const purge = `${schema}.${PURGE}`;
  return [
    {
      table: 'activities',
      allowed: [
        [erase, change.rewriteActivities],
        [purge, change.deleteActivities],
      ],
    },
    {
      table: 'activity_leaves',
      allowed: [
        [erase, change.eraseLeaves],
        [purge, change.emptyLeaves],
      ],
    },
    {
      table: 'activity_rewrites',
      allowed: [
        [erase, change.forgetRewritten],
        [purge, change.forgetPurged],
      ],
    },
    { table: 'activity_purged', allowed: [] },
  ];
}

/**
 * Puts other personal fields in the place of what activities said. The commitment to what an activity said at first
 * stays, the salt goes: afterwards nobody can try out what that was. Activities that are not there are passed over.
 * Returns how many were rewritten. All or nothing: TT003 for an erasure that is finished or unknown, 22023 for lists of
 * different lengths, 23502 for an intact leaf without a commitment, 23505 for an activity that it rewrote before.
 */
export const eraseFunction = (schema: string) => `
create function ${schema}.erase_activities(
  erasure_id uuid, ids bigint[], entity_names text[], descriptions text[], extra_data jsonb[], ip_addresses text[],
  user_agents text[], commitments bytea[], digests bytea[], salts bytea[]
) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  rewritten integer;
begin
  perform from ${schema}.activity_erasures
    where id = erase_activities.erasure_id and finished_at is null for share;
  if not found then
    raise exception 'The erasure is finished or unknown' using errcode = 'TT003';
  end if;
  if exists (
    select from unnest(array[
      cardinality(entity_names), cardinality(descriptions), cardinality(erase_activities.extra_data),
      cardinality(ip_addresses), cardinality(user_agents), cardinality(commitments), cardinality(digests),
      cardinality(salts)]) as list (length)
    where length is distinct from cardinality(erase_activities.ids)
  ) then
    raise exception 'The lists have different lengths' using errcode = 'invalid_parameter_value';
  end if;
  perform from ${schema}.activities where id = any(erase_activities.ids) order by id for update;
  if exists (
    select from ${schema}.activity_leaves leaf
    join unnest(erase_activities.ids, commitments) as rewrite (id, commitment) on rewrite.id = leaf.id
    where leaf.salt is not null and rewrite.commitment is null
  ) then
    raise exception 'An intact leaf needs a commitment' using errcode = 'not_null_violation';
  end if;
  ${changes(schema).rewriteActivities};
  ${changes(schema).eraseLeaves};
  ${changes(schema).forgetRewritten};
  insert into ${schema}.activity_rewrites (erasure_id, activity_id, digest, salt)
  select erase_activities.erasure_id, rewrite.id, rewrite.digest, rewrite.salt
  from unnest(erase_activities.ids, digests, salts) as rewrite (id, digest, salt)
  where exists (select from ${schema}.activities where activities.id = rewrite.id);
  get diagnostics rewritten = row_count;
  return rewritten;
end
$$`;

/** Activities that a purge must not remove, and what it says then. */
export interface Refusal {
  /** A condition over `activities`. */
  where: string;
  message: string;
  /** SQLSTATE. */
  errcode: string;
}

const aboutLists: Refusal = {
  where: `entity_type = 'audit' and action in ('anonymized', 'purged')`,
  message: 'Activities about erasures and purges are kept',
  errcode: 'TT002',
};

/**
 * Removes activities; their leaves keep the hash, so that proofs of others still verify. Returns how many were there.
 * All or nothing: TT003 for a purge that is finished or unknown, and what is refused (TT002: activities about an
 * erasure or a purge).
 * @param first a statement to begin with
 */
export const purgeFunction = (schema: string, refusals: readonly Refusal[] = [aboutLists], first = '') => `
create or replace function ${schema}.purge_activities(purge_id uuid, ids bigint[])
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  gone bigint[];
begin
  ${first}perform from ${schema}.activity_purges
    where id = purge_activities.purge_id and finished_at is null for share;
  if not found then
    raise exception 'The purge is finished or unknown' using errcode = 'TT003';
  end if;
  ${refusals.map((refusal) => refuse(schema, refusal)).join('')}gone := array(select id from ${schema}.activities where id = any(ids) order by id for update);
  ${changes(schema).deleteActivities};
  ${changes(schema).emptyLeaves};
  ${changes(schema).forgetPurged};
  insert into ${schema}.activity_purged (purge_id, first_id, last_id)
  select purge_activities.purge_id, min(id), max(id)
  from (select id, id - row_number() over (order by id) as neighbourhood from unnest(gone) as removed (id)) removed
  group by neighbourhood;
  return cardinality(gone);
end
$$`;

const refuse = (
  schema: string,
  { where, message, errcode }: Refusal,
) => `perform from ${schema}.activities where id = any(ids) and ${where};
  if found then
    raise exception '${message}' using errcode = '${errcode}';
  end if;
  `;

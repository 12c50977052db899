import { Migration } from '@mikro-orm/migrations';

/**
 * The release before calls the function that forgets people without who really posted. With that argument at the end, and
 * left out, it goes on: as long as none of the activities has anything there, what it commits to is right. Nothing is
 * gained by two functions of one name: whoever grants rights by the name, as the release before does, would no longer know
 * which is meant.
 */
export class ErasingBesideWork extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`drop function ${schema}.${BEFORE}`);
    await this.execute(eraseFunction(schema));
    await this.execute(`revoke execute on function ${schema}.${ERASE} from public`);
    for (const { table, allowed } of lifecycleChanges(schema))
      await this.execute(trigger(schema, table, allowed));
  }
}

const BEFORE =
  'erase_activities(uuid,bigint[],text[],text[],jsonb[],text[],text[],jsonb[],bytea[],bytea[],bytea[])';
const ERASE =
  'erase_activities(uuid,bigint[],text[],text[],jsonb[],text[],text[],bytea[],bytea[],bytea[],jsonb[])';
const PURGE = 'purge_activities(uuid,bigint[])';

/** As before. Each statement has to end in a condition and `)`; a list that is left out counts as one of nulls. */
const changes = (schema: string) => ({
  rewriteActivities: `update ${schema}.activities set entity_name = rewrite.entity_name, description = rewrite.description,
    extra_data = rewrite.extra_data, ip_address = rewrite.ip_address, user_agent = rewrite.user_agent,
    posted = rewrite.posted
  from unnest(erase_activities.ids, entity_names, descriptions, erase_activities.extra_data, ip_addresses, user_agents,
    erase_activities.posted) as rewrite (id, entity_name, description, extra_data, ip_address, user_agent, posted)
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

function lifecycleChanges(schema: string): { table: string; allowed: string[] }[] {
  const change = changes(schema);
  const erase = `${schema}.${ERASE}`;
  const purge = `${schema}.${PURGE}`;
  return [
    { table: 'activities', allowed: [erase, change.rewriteActivities, purge, change.deleteActivities] },
    { table: 'activity_leaves', allowed: [erase, change.eraseLeaves, purge, change.emptyLeaves] },
    { table: 'activity_rewrites', allowed: [erase, change.forgetRewritten, purge, change.forgetPurged] },
  ];
}

/** Never without a guard, not even for a moment: the trigger is replaced. */
const trigger = (schema: string, table: string, allowed: readonly string[]) => `
create or replace trigger ${table}_kept before update or delete on ${schema}.${table}
  for each row execute function ${schema}.keep_trail(${allowed.map((text) => `$t$${text}$t$`).join(', ')});
alter table ${schema}.${table} enable always trigger ${table}_kept`;

/**
 * Puts other personal fields in the place of what activities said. The commitment to what an activity said at first
 * stays, the salt goes: afterwards nobody can try out what that was. Activities that are not there are passed over.
 * Returns how many were rewritten. All or nothing: TT003 for an erasure that is finished or unknown, TT007 when who really
 * posted is left out and there is such, 22023 for lists of different lengths, 23502 for an intact leaf without a
 * commitment, 23505 for an activity that it rewrote before.
 */
const eraseFunction = (schema: string) => `
create function ${schema}.erase_activities(
  erasure_id uuid, ids bigint[], entity_names text[], descriptions text[], extra_data jsonb[], ip_addresses text[],
  user_agents text[], commitments bytea[], digests bytea[], salts bytea[], posted jsonb[] default null
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
      cardinality(salts), cardinality(coalesce(erase_activities.posted, array_fill(null::jsonb, array[cardinality(ids)])))
    ]) as list (length)
    where length is distinct from cardinality(erase_activities.ids)
  ) then
    raise exception 'The lists have different lengths' using errcode = 'invalid_parameter_value';
  end if;
  perform from ${schema}.activities where id = any(erase_activities.ids) order by id for update;
  if erase_activities.posted is null and exists (
    select from ${schema}.activities where id = any(erase_activities.ids) and activities.posted is not null
  ) then
    raise exception 'Who really posted has to be rewritten, too: this takes a newer release' using errcode = 'TT007';
  end if;
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

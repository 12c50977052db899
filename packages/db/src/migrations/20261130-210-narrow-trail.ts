import { Migration } from '@mikro-orm/migrations';
import { refusals } from './20261125-012-retention.ts';

/** The parts of user agents as they were then; a list that grows has a migration of its own. */
const agentParts: readonly (readonly [character: string, part: string])[] = [
  ['\u0001', 'Mozilla/5.0 ('],
  ['\u0002', 'Windows NT 10.0; Win64; x64'],
  ['\u0003', 'Macintosh; Intel Mac OS X 10_15_7'],
  ['\u0004', 'X11; Linux x86_64'],
  ['\u0005', 'Linux; Android 10; K'],
  ['\u0006', ') AppleWebKit/537.36 (KHTML, like Gecko) Chrome/'],
  ['\u0007', '.0.0.0 Safari/537.36'],
  ['\u000e', '.0.0.0 Mobile Safari/537.36'],
  ['\u000f', 'iPhone; CPU iPhone OS '],
  ['\u0010', ' like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/'],
  ['\u0011', ') AppleWebKit/605.1.15 (KHTML, like Gecko) Version/'],
  ['\u0012', ' Safari/605.1.15'],
  ['\u0013', ' Mobile/15E148 Safari/604.1'],
  ['\u0014', ') Gecko/20100101 Firefox/'],
];

/**
 * An activity has its leaf in its own row, where it takes half the space of a row of its own, and a browser's user agent in
 * short. Only activities from `trail_format.narrow_from` on are stored so: processes of the release before, which would not
 * find the leaf, have gone by then.
 */
export class NarrowTrail extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    // Nothing in the rows that are there could fail the check: to look would take long.
    await this.execute(`
alter table ${schema}.activities
  add column agent text,
  add column leaf bytea,
  add constraint activities_leaf_check check (length(leaf) in (32, 48, 64)) not valid`);
    await this.execute(wholeAgent(schema));
    await this.execute(eraseFunction(schema));
    await this.execute(purgeFunction(schema));
    for (const { table, allowed } of lifecycleChanges(schema))
      await this.execute(trigger(schema, table, allowed));
  }
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** What `wholeAgent` does, for queries. */
const wholeAgent = (schema: string) => `
create function ${schema}.whole_agent(agent text) returns text language sql immutable strict parallel safe
return ${agentParts.reduce((text, [character, part]) => `replace(${text}, chr(${character.charCodeAt(0)}), ${literal(part)})`, 'agent')}`;

const ERASE =
  'erase_activities(uuid,bigint[],text[],text[],jsonb[],text[],text[],bytea[],bytea[],bytea[],jsonb[])';
const PURGE = 'purge_activities(uuid,bigint[])';
/** As in `lifecycle/lock-holds.ts`. */
const HOLDS_LOCK = 7_213_009_003;

/** Each statement has to end in a condition and `)`; a list that is left out counts as one of nulls. */
const changes = (schema: string) => ({
  rewriteActivities: `update ${schema}.activities set entity_name = rewrite.entity_name, description = rewrite.description,
    extra_data = rewrite.extra_data, ip_address = rewrite.ip_address, user_agent = rewrite.user_agent, agent = null,
    posted = rewrite.posted,
    leaf = case length(activities.leaf) when 48 then substr(activities.leaf, 1, 32) || rewrite.commitment
      else activities.leaf end
  from unnest(erase_activities.ids, entity_names, descriptions, erase_activities.extra_data, ip_addresses, user_agents,
    erase_activities.posted, commitments)
    as rewrite (id, entity_name, description, extra_data, ip_address, user_agent, posted, commitment)
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

/** As before, also for leaves that activities have in their rows. */
const eraseFunction = (schema: string) => `
create or replace function ${schema}.erase_activities(
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
    select from unnest(erase_activities.ids, commitments) as rewrite (id, commitment)
    where rewrite.commitment is null and (
      exists (select from ${schema}.activity_leaves kept where kept.id = rewrite.id and kept.salt is not null)
      or exists (select from ${schema}.activities where activities.id = rewrite.id and length(activities.leaf) = 48))
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

const refuse = (schema: string) =>
  refusals(schema).map(
    ({ where, message, errcode }) => `perform from ${schema}.activities where id = any(ids) and ${where};
  if found then
    raise exception '${message}' using errcode = '${errcode}';
  end if;
  `,
  );

/** As before; a leaf that goes with its activity stays as a row, without what opens it. */
const purgeFunction = (schema: string) => `
create or replace function ${schema}.purge_activities(purge_id uuid, ids bigint[])
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  gone bigint[];
  own_ids bigint[];
  own_hashes bytea[];
begin
  perform pg_advisory_xact_lock_shared(${HOLDS_LOCK});
  perform from ${schema}.activity_purges
    where id = purge_activities.purge_id and finished_at is null for share;
  if not found then
    raise exception 'The purge is finished or unknown' using errcode = 'TT003';
  end if;
  ${refuse(schema).join('')}gone := array(select id from ${schema}.activities where id = any(ids) order by id for update);
  select array_agg(id order by id), array_agg(substr(leaf, 1, 32) order by id) into own_ids, own_hashes
    from ${schema}.activities where id = any(gone) and leaf is not null;
  ${changes(schema).deleteActivities};
  ${changes(schema).emptyLeaves};
  insert into ${schema}.activity_leaves (id, hash) select * from unnest(own_ids, own_hashes);
  ${changes(schema).forgetPurged};
  insert into ${schema}.activity_purged (purge_id, first_id, last_id)
  select purge_activities.purge_id, min(id), max(id)
  from (select id, id - row_number() over (order by id) as neighbourhood from unnest(gone) as removed (id)) removed
  group by neighbourhood;
  return cardinality(gone);
end
$$`;

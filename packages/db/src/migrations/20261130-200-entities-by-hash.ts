import { Migration } from '@mikro-orm/migrations';

/**
 * The history of an entity is found by a hash of its type and id and by time: the index is about half as large as one of
 * texts and numbers. A database without activities gets it here; for others it is made, and the index before it dropped,
 * beside the processes that work (`migrating/settle-indexes.ts`): to read all activities takes too long for a migration.
 *
 * Keys of activities only grow, so that pages need no room for others between them.
 */
export class EntitiesByHash extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute(
      'select quote_ident(current_schema()) as schema, exists (select from activities) as filled',
    );
    const schema = String(place?.['schema']);
    await this.execute(`alter index ${schema}.activities_pkey set (fillfactor = 100)`);
    await this.execute(`
create table ${schema}.trail_format (
  "only" boolean primary key default true check ("only"),
  narrow_from timestamptz(3) not null
)`);
    await this.execute(`
insert into ${schema}.trail_format (narrow_from)
select now() + case when exists (select from ${schema}.activities) then interval '2 days' else interval '0' end`);
    if (place?.['filled'] !== true) {
      await this.execute(`
create index activities_hashed_entity_idx on ${schema}.activities
  (hashtextextended(entity_type, entity_id), created_at)`);
      await this.execute(`drop index ${schema}.activities_entity_idx`);
    }
    await this.execute(noteIdentifiers(schema));
  }
}

/** As before, by the index. */
const noteIdentifiers = (schema: string) => `
create or replace function ${schema}.note_identifiers() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  account ${schema}.users;
begin
  select * into account from ${schema}.users where id = new.user_id and anonymized_at is null for share;
  if not found then
    raise exception 'There is no account % to anonymize', new.user_id using errcode = 'TT005';
  end if;
  new.identifiers := jsonb_build_array(
    jsonb_build_object('username', account.username, 'display_name', account.display_name, 'email', account.email),
    jsonb_build_object('username', account.display_username)
  ) || coalesce((
    select jsonb_agg(distinct jsonb_build_object(field, value))
    from (
      select extra_data from ${schema}.activities
      where hashtextextended(entity_type, entity_id) = hashtextextended('user', new.user_id)
        and entity_type = 'user' and entity_id = new.user_id and source = 'app'
      union all
      select payload->'extra_data' from ${schema}.activity_outbox
      where payload->>'entity_type' = 'user' and payload->>'entity_id' = new.user_id::text
        and payload->>'source' = 'app'
    ) said,
    unnest(array['username', 'display_name', 'email']) as field,
    unnest(array[extra_data #>> array['changes', field, 'before'], extra_data #>> array['changes', field, 'after']])
      as value
    where value is not null and value <> ''), '[]');
  return new;
end
$$`;

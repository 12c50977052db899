import { Migration } from '@mikro-orm/migrations';

/**
 * What an account was called is told by its own history alone: by changes that were made here. Whoever may post or import
 * activities about accounts must not have other names taken out of the trail with it.
 */
export class OwnHistory extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    await this.execute(noteIdentifiers(String(place?.['schema'])));
  }
}

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
      where entity_type = 'user' and entity_id = new.user_id and source = 'app'
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

import { Migration } from '@mikro-orm/migrations';

/**
 * Whoever asks for an anonymization says whose, not by what names: the database notes what the account is called, and was
 * according to the trail and to what is on its way there. Nobody but who owns the tables can have other texts rewritten
 * by way of it, and nobody who is not an account, or is forgotten already, can be forgotten. A legal hold is neither placed nor
 * released without an audit event that is on its way when the transaction ends, except by who owns the table.
 */
export class AskedFor extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(noteIdentifiers(schema));
    await this.execute(`
create trigger anonymizations_identified before insert on ${schema}.anonymizations
for each row execute function ${schema}.note_identifiers()`);
    await this.execute(demandHoldEvent(schema));
    await this.execute(`
create constraint trigger legal_holds_audited after insert or delete on ${schema}.legal_holds
deferrable initially deferred for each row execute function ${schema}.demand_hold_event()`);
  }
}

const noteIdentifiers = (schema: string) => `
create function ${schema}.note_identifiers() returns trigger language plpgsql
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
      select extra_data from ${schema}.activities where entity_type = 'user' and entity_id = new.user_id
      union all
      select payload->'extra_data' from ${schema}.activity_outbox
      where payload->>'entity_type' = 'user' and payload->>'entity_id' = new.user_id::text
    ) said,
    unnest(array['username', 'display_name', 'email']) as field,
    unnest(array[extra_data #>> array['changes', field, 'before'], extra_data #>> array['changes', field, 'after']])
      as value
    where value is not null and value <> ''), '[]');
  return new;
end
$$`;

const demandHoldEvent = (schema: string) => `
create function ${schema}.demand_hold_event() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  hold ${schema}.legal_holds;
begin
  if has_table_privilege(tg_relid, 'truncate') then
    return null;
  end if;
  if tg_op = 'DELETE' then hold := old; else hold := new; end if;
  if not exists (
    select from ${schema}.activity_outbox
    where payload->>'entity_type' = 'audit'
      and payload->>'action' = case tg_op when 'DELETE' then 'released' else 'held' end
      and payload #>> '{extra_data,project_id}' is not distinct from hold.project_id::text
      and payload #>> '{extra_data,user_id}' is not distinct from hold.user_id::text
  ) then
    raise exception 'A legal hold changes only together with an audit event' using errcode = 'TT006';
  end if;
  return null;
end
$$`;

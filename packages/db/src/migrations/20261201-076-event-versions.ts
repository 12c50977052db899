import { Migration } from '@mikro-orm/migrations';

/**
 * Events name the version of their form as `v`. The outbox tells the worker which rows it can read without reading them:
 * `event_version` is null for version 1, which most have, and for whatever is no version. A trigger sets it, and not a generated
 * column, which would rewrite the table while others wait. `awaited_versions` is what the worker last saw of events that wait for a
 * newer worker.
 */
export class EventVersions extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute('alter table activity_outbox add column event_version smallint');
    await this.execute(`
create function set_event_version() returns trigger language plpgsql as $$
declare
  named numeric;
begin
  new.event_version := null;
  if jsonb_typeof(new.payload) = 'object' and jsonb_typeof(new.payload->'v') = 'number' then
    named := (new.payload->'v')::numeric;
    if named > 1 and named <= 32767 and named = trunc(named) then
      new.event_version := named;
    end if;
  end if;
  return new;
end $$`);
    await this.execute(`
create trigger activity_outbox_version before insert or update of payload on activity_outbox
  for each row when (new.payload->'v' <> '1'::jsonb) execute function ${schema}.set_event_version()`);
    await this.execute(`
create index activity_outbox_later_version on activity_outbox (event_version) where event_version is not null`);
    await this.execute(`
create table awaited_versions (
  version smallint primary key,
  events bigint not null
)`);
  }
}

import { Migration } from '@mikro-orm/migrations';

/**
 * The keys of a display name are kept beside it, as they take a third of a millisecond to compute and every page asks for
 * those of all its people: what it looks like, and what it says as a whole, within its brackets and beside them. They are
 * computed when a name is written. Whoever changes `name_key` or `letters_key` has to compute them anew, besides the indexes:
 * `update users set display_name = display_name`.
 */
export class StoredNameKeys extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
create function ${schema}.said_keys(name text) returns text[]
language plpgsql immutable strict parallel safe cost 10000 as $$
begin
  return array(
    select nullif(${schema}.letters_key(part), '') from (
      select regexp_split_to_table(normalize(name, nfkd), '[][(){}<>]') as part
      union select normalize(name, nfkd)
    ) as parts where part <> '');
end
$$`);
    await this.execute(`
alter table ${schema}.users
  add column display_name_key text generated always as (${schema}.name_key(display_name)) stored,
  add column display_name_said text[] generated always as (${schema}.said_keys(display_name)) stored`);
  }
}

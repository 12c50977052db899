import { Migration } from '@mikro-orm/migrations';

/**
 * The key of a name without its signs, and indexes by it: a display name that reads like another account's user name, like
 * its address, or like its name with the user name beside ("Mia Meyer (mia.m)", in whichever brackets) is found without
 * reading all accounts. The function is in PL/pgSQL so that PostgreSQL knows its cost: a function in SQL becomes a part of
 * the query, which then may compute the keys of all accounts rather than use the indexes. Signs gone, letters that stood
 * apart may look like one. User names that look like other user names are found by `name_key`, which keeps signs.
 */
export class LettersKeys extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
create function ${schema}.letters_key(name text) returns text
language plpgsql immutable strict parallel safe cost 10000 as $$
begin
  return replace(replace(
    regexp_replace(${schema}.name_key(name) collate pg_catalog.pg_c_utf8, '[[:punct:]]', '', 'g'),
    'rn', 'm'), 'vv', 'w');
end
$$`);
    const index = (name: string, key: string) =>
      this.execute(`create index ${name} on ${schema}.users (${key}) where anonymized_at is null`);
    const letters = (text: string) => `${schema}.letters_key(${text})`;
    await index('users_letters_key_of_username', letters('username'));
    await index('users_letters_key_of_email', letters('email'));
    await index('users_letters_key_of_both_names', letters('display_name || username'));
    await this.execute(
      `create index users_name_key_of_username on ${schema}.users (${schema}.name_key(username))`,
    );
  }
}

import { Migration } from '@mikro-orm/migrations';
import { eraseFunction, lifecycleChanges, lifecycleFunctions, purgeFunction } from './lifecycle-functions.ts';

/**
 * The trail only grows: UPDATE, DELETE and TRUNCATE raise TT001, whoever asks, except for the very statements by which
 * `erase_activities` forgets a person and `purge_activities` ends a time of keeping.
 */
export class ImmutableTrail extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(guard(schema));
    await this.execute(eraseFunction(schema));
    await this.execute(purgeFunction(schema));
    for (const signature of lifecycleFunctions)
      await this.execute(`revoke execute on function ${schema}.${signature} from public`);
    for (const { table, allowed } of lifecycleChanges(schema))
      await this.execute(triggers(schema, table, allowed.flat()));
  }
}

/**
 * Who calls is told by PostgreSQL's call stack, which nobody can set. Line by line it holds the trigger itself, the
 * statement that it runs for, word for word, and the function that contains the statement, with schema and types. The
 * words around them are in the language of the server, quotation marks too, so that only what stands between is
 * compared. Whoever writes a statement that goes on with what looks like the function's line must close the quotation
 * mark first: after a condition, where the allowed statements end, that is no SQL.
 */
const guard = (schema: string) => String.raw`
create function ${schema}.keep_trail() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  stack text;
  callers text;
  place integer;
  rest text;
  caller text;
begin
  get diagnostics stack = pg_context;
  callers := substr(stack, strpos(stack, chr(10)) + 1);
  for i in 0 .. tg_nargs - 2 by 2 loop
    place := strpos(callers, tg_argv[i + 1]);
    rest := substr(callers, place + length(tg_argv[i + 1]));
    caller := split_part(rest, chr(10), 2);
    if place > 0
      and left(callers, place - 1) ~ '^[^\n"\u00ab\u00bb]+["\u00ab\u00bb][ \u00a0\u202f]{0,1}$'
      and split_part(rest, chr(10), 1) ~ '^[ \u00a0\u202f]{0,1}["\u00ab\u00bb]$'
      and strpos(caller, tg_argv[i]) > 0
      and left(caller, strpos(caller, tg_argv[i]) - 1) ~ '^[^"]*[^a-z0-9_$"]$'
    then
      return case tg_op when 'DELETE' then old else new end;
    end if;
  end loop;
  raise exception 'Activities cannot be changed or removed'
    using errcode = 'TT001', table = tg_table_name, detail = tg_op || ' on ' || tg_table_name;
end
$$`;

/** Enabled always: an ordinary trigger sleeps under session_replication_role = replica. */
const triggers = (schema: string, table: string, allowed: readonly string[]) => `
create trigger ${table}_kept before update or delete on ${schema}.${table}
  for each row execute function ${schema}.keep_trail(${allowed.map((text) => `$t$${text}$t$`).join(', ')});
create trigger ${table}_kept_whole before truncate on ${schema}.${table}
  for each statement execute function ${schema}.keep_trail();
alter table ${schema}.${table} enable always trigger ${table}_kept;
alter table ${schema}.${table} enable always trigger ${table}_kept_whole`;

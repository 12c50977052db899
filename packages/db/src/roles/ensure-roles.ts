import { databaseRoles } from '@timetracker/shared';
import type { ClientBase } from 'pg';

/**
 * Makes sure of the processes' roles, if this login may create any. They belong to the whole server: migrations of its
 * other databases may be creating them at the same moment, and whoever comes second waits and finds them.
 */
export async function ensureRoles(client: ClientBase): Promise<void> {
  const names = Object.values(databaseRoles).map((name) => client.escapeLiteral(name));
  await client.query(`
    do $$
    declare
      name text;
    begin
      foreach name in array array[${names.join(', ')}] loop
        if not exists (select from pg_roles where rolname = name) then
          begin
            execute format('create role %I nologin', name);
          exception when duplicate_object or unique_violation or insufficient_privilege then
            null;
          end;
        end if;
      end loop;
    end $$`);
}

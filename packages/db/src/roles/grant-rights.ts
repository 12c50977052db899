import type { EntityManager } from '@mikro-orm/postgresql';
import { type DatabaseProcess, databaseRoles } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { functionRights, type Rights, tableRights } from './table-rights.ts';

const processes = ['api', 'worker'] as const satisfies readonly DatabaseProcess[];

/**
 * Makes the rights of the processes' roles in this database what is declared, no more and no less. Roles that do not
 * exist, because whoever migrates may not create any, are passed over: run it again when they do.
 * @param tx the transaction that changes the schema: no process ever sees the one without the other
 */
export async function grantRights(tx: EntityManager): Promise<void> {
  const place = await whatIsThere(tx);
  for (const process of processes) {
    if (!place.roles.includes(databaseRoles[process])) continue;
    for (const change of changesFor(process, place)) await change.execute(tx.getKysely());
  }
}

interface Place {
  schema: string;
  tables: string[];
  roles: string[];
}

async function whatIsThere(tx: EntityManager): Promise<Place> {
  const { rows } = await sql<Place>`
    select current_schema() as schema,
      array(select tablename::text from pg_tables where schemaname = current_schema()
        and tablename = any(${Object.keys(tableRights)}::text[])) as tables,
      array(select rolname::text from pg_roles
        where rolname = any(${Object.values(databaseRoles)}::text[])) as roles`.execute(tx.getKysely());
  const [place] = rows;
  if (!place) throw new Error('The database does not say what is in it');
  return place;
}

/** All rights go and the declared ones come, in one transaction: whoever works meanwhile notices nothing. */
function changesFor(process: DatabaseProcess, { schema, tables }: Place): RawBuilder<unknown>[] {
  const role = sql.id(databaseRoles[process]);
  return [
    sql`grant usage on schema ${sql.id(schema)} to ${role}`,
    sql`revoke all on table ${list(tables)} from ${role}`,
    ...grantsOf(process, tables).map(({ right, of }) => sql`grant ${right} on table ${list(of)} to ${role}`),
    ...Object.entries(functionRights).map(([name, callers]) =>
      callers.includes(process)
        ? sql`grant execute on function ${sql.id(name)} to ${role}`
        : sql`revoke execute on function ${sql.id(name)} from ${role}`,
    ),
  ];
}

const list = (names: readonly string[]) => sql.join(names.map((name) => sql.id(name)));

interface Grant {
  right: RawBuilder<unknown>;
  of: readonly string[];
}

/** Each right with the tables that it is for: one statement for many. */
function grantsOf(process: DatabaseProcess, tables: readonly string[]): Grant[] {
  const rights = (table: string): Rights => tableRights[table]?.[process] ?? {};
  const having = (right: keyof Rights) => tables.filter((table) => rights(table)[right] === true);
  const onColumns = tables.flatMap((table): Grant[] => {
    const { insert, update } = rights(table);
    return [
      ...(Array.isArray(insert) ? [{ right: sql`insert (${list(insert)})`, of: [table] }] : []),
      ...(Array.isArray(update) ? [{ right: sql`update (${list(update)})`, of: [table] }] : []),
    ];
  });
  return [
    { right: sql`select`, of: having('select') },
    { right: sql`insert`, of: having('insert') },
    { right: sql`update`, of: having('update') },
    { right: sql`delete`, of: having('delete') },
    ...onColumns,
  ].filter(({ of }) => of.length > 0);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { freeName, nothingFound, recognizerOf, redactJson, redactText } from '@timetracker/activities';
import { type PersonalTable, tablesWith, wayOf, writtenColumns, writtenWays } from '@timetracker/db';
import { sql } from 'kysely';
import type { Counts } from './counts.ts';
import type { SubjectQuery } from './scan-activities.ts';

/** How rows of a table are told apart, and whom they are about. What is personal in them: `textColumns`. */
interface TextTable {
  key: string;
  /** The column that names whom a row is about. */
  person?: string;
  /** The column whose texts are distinct in any case, and among which rows: those with the same value there. */
  distinct?: { column: string; within?: string };
  versioned?: true;
  /** Redacted by whoever asks for an anonymization, since the worker has no rights there. */
  at_once?: true;
}

/** Every table with texts that people write. */
const textTables = {
  comments: { key: 'id', person: 'user_id', versioned: true },
  tasks: { key: 'id', person: 'assignee_id', versioned: true },
  time_entries: { key: 'id', person: 'user_id', versioned: true },
  projects: { key: 'id', versioned: true },
  clients: { key: 'id', distinct: { column: 'name' }, versioned: true },
  invoices: { key: 'id', versioned: true },
  saved_views: { key: 'id', person: 'user_id', distinct: { column: 'name', within: 'user_id' } },
  legal_holds: { key: 'id', person: 'user_id' },
  activity_purges: { key: 'number' },
  anonymizations: { key: 'id', person: 'user_id' },
  workspace: { key: 'only' },
  auth_api_keys: { key: 'id', at_once: true },
} as const satisfies Partial<Record<PersonalTable, TextTable>>;

interface NamedTable extends TextTable {
  table: PersonalTable;
  columns: readonly string[];
}

const namedTables: readonly NamedTable[] = tablesWith(...writtenWays).map((table) => {
  const known: Partial<Record<PersonalTable, TextTable>> = textTables;
  const shape = known[table];
  if (!shape) throw new Error(`Nobody says how rows of ${table} are told apart`);
  return { ...shape, table, columns: writtenColumns(table) };
});

type Row = Record<string, unknown>;

/**
 * Takes a person's names out of what people wrote in the tracker. The changes are not captured, which would tell the names;
 * whoever has an old version open cannot store it again.
 * @param dry changes nothing
 * @returns how many rows were, or would be changed, by table
 */
export async function redactTexts(tx: EntityManager, sought: SubjectQuery, dry = false): Promise<Counts> {
  const counts: Counts = {};
  for (const table of namedTables.filter(({ at_once }) => !at_once)) {
    const changed = await redactTable(tx, table, sought, dry);
    if (changed > 0) counts[table.table] = changed;
  }
  return counts;
}

/** Texts have at most some ten thousand characters each. */
const SLICE = 200;

async function redactTable(
  tx: EntityManager,
  table: NamedTable,
  sought: SubjectQuery,
  dry: boolean,
): Promise<number> {
  let changed = 0;
  for await (const { row, changes } of rowsNaming(tx, table, sought)) {
    changed++;
    if (!dry) await updateRow(tx, table, row[table.key], await keepDistinct(tx, table, row, changes));
  }
  return changed;
}

/** Takes a person's names out of what the worker may not even read, as soon as an anonymization is asked for. */
export async function redactAtOnce(tx: EntityManager, sought: SubjectQuery): Promise<void> {
  for (const table of namedTables.filter(({ at_once }) => at_once))
    await redactTable(tx, table, sought, false);
}

/** Rows of texts, among them those about somebody else alone, that name a person. */
export async function* rowsTelling(
  em: EntityManager,
  sought: SubjectQuery,
): AsyncIterable<{ table: PersonalTable; row: Row }> {
  for (const table of namedTables)
    for await (const { row } of rowsNaming(em, table, sought))
      if (table.person === undefined || row[table.person] !== sought.user_id)
        yield { table: table.table, row };
}

/** Slice by slice, with what the row would have without the names. */
async function* rowsNaming(
  em: EntityManager,
  table: NamedTable,
  sought: SubjectQuery,
): AsyncIterable<{ row: Row; changes: Row }> {
  const columns = [table.key, ...table.columns, ...(table.person ? [table.person] : [])];
  for (let offset: unknown = null; ; ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ${sql.join(columns.map((name) => sql.id(name)))}
      from ${sql.id(table.table)}
      where ${offset === null ? sql`true` : sql`${sql.id(table.key)} > ${offset}`}
      order by ${sql.id(table.key)} limit ${SLICE}`.execute(em.getKysely());
    for (const row of rows) {
      const changes = changesOf(row, table, sought);
      if (Object.keys(changes).length > 0) yield { row, changes };
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return;
    offset = last[table.key];
  }
}

function changesOf(row: Row, { table, columns, person }: NamedTable, { user_id, names }: SubjectQuery): Row {
  const recognizer = recognizerOf(names);
  const involved = person !== undefined && row[person] === user_id;
  const text = (value: string) => redactText(value, recognizer, involved, nothingFound());
  const changes: Row = {};
  for (const column of columns) {
    const value = row[column];
    const redacted = redactJson(value, text);
    if (JSON.stringify(redacted) !== JSON.stringify(value))
      changes[column] = wayOf(table, column) === 'address' ? '' : redacted;
  }
  return changes;
}

/** Two that were called like people who were forgotten must not be called the same; the second one gets a number. */
async function keepDistinct(tx: EntityManager, table: NamedTable, row: Row, changes: Row): Promise<Row> {
  const { column, within } = table.distinct ?? {};
  const wanted = column === undefined ? undefined : changes[column];
  if (column === undefined || typeof wanted !== 'string') return changes;
  const { rows } = await sql<{ name: string }>`
    select lower(${sql.id(column)}) as name from ${sql.id(table.table)}
    where starts_with(lower(${sql.id(column)}), lower(${wanted})) and ${sql.id(table.key)} <> ${row[table.key]}
      and ${within === undefined ? sql`true` : sql`${sql.id(within)} = ${row[within]}`}`.execute(
    tx.getKysely(),
  );
  const taken = new Set(rows.map(({ name }) => name));
  return { ...changes, [column]: freeName(wanted, (name) => taken.has(name.toLowerCase())) };
}

async function updateRow(tx: EntityManager, table: NamedTable, key: unknown, changes: Row): Promise<void> {
  const assignments = Object.entries(changes).map(([column, value]) =>
    typeof value === 'object' && value !== null
      ? sql`${sql.id(column)} = ${JSON.stringify(value)}::jsonb`
      : sql`${sql.id(column)} = ${value}`,
  );
  if (table.versioned) assignments.push(sql`version = version + 1`);
  await sql`update ${sql.id(table.table)} set ${sql.join(assignments)} where ${sql.id(table.key)} = ${key}`.execute(
    tx.getKysely(),
  );
}

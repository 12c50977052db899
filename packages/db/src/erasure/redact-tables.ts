import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Counts } from './counts.ts';
import { freeName } from './free-name.ts';
import { recognizerOf } from './names.ts';
import { redactJson } from './redact.ts';
import { nothingFound, redactText } from './redact-text.ts';
import type { Sought } from './scan-activities.ts';

/** A table with texts that people write. */
interface TextTable {
  table: string;
  key: string;
  columns: readonly string[];
  /** Of `columns`, those that hold JSON, and those that must stay addresses. */
  json?: readonly string[];
  emails?: readonly string[];
  /** The column that names whom a row is about. */
  person?: string;
  /** The column whose texts are distinct in any case, and among which rows: those with the same value there. */
  distinct?: { column: string; within?: string };
  versioned: boolean;
}

const textTables: readonly TextTable[] = [
  { table: 'comments', key: 'id', columns: ['body'], person: 'user_id', versioned: true },
  { table: 'tasks', key: 'id', columns: ['name', 'description'], person: 'assignee_id', versioned: true },
  { table: 'time_entries', key: 'id', columns: ['notes'], person: 'user_id', versioned: true },
  { table: 'projects', key: 'id', columns: ['name', 'description'], versioned: true },
  {
    table: 'clients',
    key: 'id',
    columns: [
      'name',
      'contact_name',
      'email',
      'phone',
      'street',
      'postal_code',
      'city',
      'country',
      'tax_id',
      'notes',
    ],
    emails: ['email'],
    distinct: { column: 'name' },
    versioned: true,
  },
  {
    table: 'invoices',
    key: 'id',
    columns: ['lines', 'notes', 'recipient', 'sender', 'payment_details'],
    json: ['lines'],
    versioned: true,
  },
  {
    table: 'saved_views',
    key: 'id',
    columns: ['name', 'filters'],
    json: ['filters'],
    person: 'user_id',
    distinct: { column: 'name', within: 'user_id' },
    versioned: false,
  },
  { table: 'legal_holds', key: 'id', columns: ['reason'], person: 'user_id', versioned: false },
  { table: 'activity_purges', key: 'number', columns: ['reason'], versioned: false },
  {
    table: 'workspace',
    key: 'only',
    columns: ['name', 'address', 'email', 'tax_id', 'payment_details'],
    emails: ['email'],
    versioned: false,
  },
];

type Row = Record<string, unknown>;

/**
 * Takes a person's names out of what people wrote in the tracker. The changes are not captured, which would tell the names;
 * whoever has an old version open cannot store it again.
 * @param dry changes nothing
 * @returns how many rows were, or would be changed, by table
 */
export async function redactTexts(tx: EntityManager, sought: Sought, dry = false): Promise<Counts> {
  const counts: Counts = {};
  for (const table of textTables) {
    const changed = await redactTable(tx, table, sought, dry);
    if (changed > 0) counts[table.table] = changed;
  }
  return counts;
}

/** Texts have at most some ten thousand characters each. */
const SLICE = 200;

async function redactTable(
  tx: EntityManager,
  table: TextTable,
  sought: Sought,
  dry: boolean,
): Promise<number> {
  let changed = 0;
  for (let offset: unknown = null; ; ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ${sql.join([table.key, ...table.columns, ...(table.person ? [table.person] : [])].map((name) => sql.id(name)))}
      from ${sql.id(table.table)}
      where ${offset === null ? sql`true` : sql`${sql.id(table.key)} > ${offset}`}
      order by ${sql.id(table.key)} limit ${SLICE}`.execute(tx.getKysely());
    for (const row of rows) {
      const changes = changesOf(row, table, sought);
      if (Object.keys(changes).length === 0) continue;
      changed++;
      if (!dry) await updateRow(tx, table, row[table.key], await keepDistinct(tx, table, row, changes));
    }
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return changed;
    offset = last[table.key];
  }
}

function changesOf(
  row: Row,
  { columns, json = [], emails = [], person }: TextTable,
  { user_id, names }: Sought,
): Row {
  const recognizer = recognizerOf(names);
  const involved = person !== undefined && row[person] === user_id;
  const text = (value: string) => redactText(value, recognizer, involved, nothingFound());
  const changes: Row = {};
  for (const column of columns) {
    const value = row[column];
    const redacted = redactJson(value, text);
    const same = json.includes(column)
      ? JSON.stringify(redacted) === JSON.stringify(value)
      : redacted === value;
    if (!same) changes[column] = emails.includes(column) ? '' : redacted;
  }
  return changes;
}

/** Two that were called like people who were forgotten must not be called the same; the second one gets a number. */
async function keepDistinct(tx: EntityManager, table: TextTable, row: Row, changes: Row): Promise<Row> {
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

async function updateRow(tx: EntityManager, table: TextTable, key: unknown, changes: Row): Promise<void> {
  const assignments = Object.entries(changes).map(([column, value]) =>
    table.json?.includes(column)
      ? sql`${sql.id(column)} = ${JSON.stringify(value)}::jsonb`
      : sql`${sql.id(column)} = ${value}`,
  );
  if (table.versioned) assignments.push(sql`version = version + 1`);
  await sql`update ${sql.id(table.table)} set ${sql.join(assignments)} where ${sql.id(table.key)} = ${key}`.execute(
    tx.getKysely(),
  );
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const CHUNK_LENGTH = 1 << 16;

export type CopyValue = string | number | null;

/** A table that rows are written to in bulk. */
export interface CopyTable<Row> {
  name: string;
  columns: readonly string[];
  /** A row's values in the order of the columns, as PostgreSQL reads them. */
  values: (row: Row) => readonly CopyValue[];
}

/**
 * Writes rows with COPY, which costs a fraction of INSERT. They are taken as fast as the server takes them.
 * @throws a database error when one does not fit; none is written then
 */
export async function copyRows<Row>(
  connection: ClientBase,
  table: CopyTable<Row>,
  rows: Iterable<Row>,
): Promise<void> {
  const copy = connection.query(copyFrom(`copy ${table.name} (${table.columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(chunksOf(rows, table)), copy);
}

function* chunksOf<Row>(rows: Iterable<Row>, { values }: CopyTable<Row>): Generator<Buffer> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${values(row).map(copyText).join('\t')}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk) yield Buffer.from(chunk);
}

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number' || !special.test(value)) return String(value);
  return value.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

import { beginningOf, importedFieldNames } from '@timetracker/shared';
import { type ReadValue, readValue } from './read-value.ts';
import { BrokenFile } from './source-row.ts';

const known = [...importedFieldNames, 'metadata'];
const json = new Set(['extra_data', 'metadata']);
const required = ['username', 'action', 'entity_type', 'entity_id', 'created_at'];
const whole = new Set(['entity_id', 'project_id']);
const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;
const PADDED = /^(?:-0$|-?0\d)/;

type Cell = string | null | symbol;

/**
 * What a header says of the rows below it.
 * @returns makes an activity of a row's fields, or says why it cannot
 * @throws {BrokenFile} for a header that is none
 */
export function csvColumns(titles: readonly string[]): (fields: readonly Cell[]) => object | string {
  const header = titles.slice(0, titles.findLastIndex((title) => title.trim() !== '') + 1).map(nameOf);
  const unknown = header.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BrokenFile(
      `has the unknown column ${JSON.stringify(beginningOf(unknown, 100))} in its header; known: ${known.join(', ')}`,
    );
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new BrokenFile(`has the column "${twice}" twice`);
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new BrokenFile(`lacks columns in its header: ${missing.join(', ')}`);

  return (fields) => {
    // Delimiters without anything behind the last column are no fields.
    const isFull =
      fields.length >= header.length && fields.slice(header.length).every((cell) => cell === null);
    if (!isFull) return `has ${fields.length} fields, and the header ${header.length}`;
    const row: Record<string, unknown> = {};
    for (const [index, name] of header.entries()) {
      const read = valueOf(name, fields[index] ?? null);
      if (read === undefined) continue;
      if ('unreadable' in read) return read.unreadable;
      row[name] = read.value;
    }
    return row;
  };
}

/** `Entity ID` is `entity_id`. */
const nameOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

const texts = new Set(['entity_name', 'description', 'user_agent']);

/** @returns undefined where nothing stands */
function valueOf(name: string, cell: Cell): ReadValue | undefined {
  if (cell === null || (cell === '' && !texts.has(name))) return undefined;
  if (typeof cell !== 'string') return { value: cell };
  if (json.has(name)) return readValue(cell, name);
  if (!whole.has(name)) return { value: cell };
  // Elsewhere `007` may be another thing than `7`.
  if (PADDED.test(cell)) return { unreadable: `${name} must be a whole number without zeros in front` };
  return { value: WHOLE.test(cell) ? Number(cell) : cell };
}

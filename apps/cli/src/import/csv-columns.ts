import { beginningOf, importedActivity } from '@timetracker/shared';
import { BrokenFile } from './source-row.ts';

const known = Object.keys(importedActivity.shape);
const required = ['username', 'action', 'entity_type', 'entity_id', 'created_at'];
const whole = new Set(['entity_id', 'project_id']);
const WHOLE = /^-?\d{1,15}$/;

type Cell = string | null | symbol;

/**
 * What a header says of the rows below it.
 * @returns makes an activity of a row's fields, or says why it cannot
 * @throws {BrokenFile} for a header that is none
 */
export function csvColumns(header: readonly string[]): (fields: readonly Cell[]) => object | string {
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
    if (fields.length !== header.length)
      return `has ${fields.length} fields, and the header ${header.length}`;
    try {
      return Object.fromEntries(
        header.flatMap((name, index) => {
          const value = valueOf(name, fields[index] ?? null);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    } catch {
      return 'extra_data is not JSON';
    }
  };
}

const texts = new Set(['entity_name', 'description', 'user_agent']);

/** @returns undefined where nothing stands @throws when extra_data is not JSON */
function valueOf(name: string, cell: Cell): unknown {
  if (cell === null || (cell === '' && !texts.has(name))) return undefined;
  if (typeof cell !== 'string') return cell;
  if (name === 'extra_data') return JSON.parse(cell);
  return whole.has(name) && WHOLE.test(cell) ? Number(cell) : cell;
}

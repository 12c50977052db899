import { isDeepStrictEqual } from 'node:util';

type Row = Record<string, unknown>;

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A row as the contract wants it, of one that another TimeTracker wrote: it says `extra_data` a second time as `metadata`,
 * and may have a list there. A list becomes `{"value":[…]}`; `metadata` goes where it is the same, and else becomes
 * `extra_data.metadata`. Types and actions are known by their names in any case.
 * @returns the row; a text: why it cannot be told
 */
export function fromForeignRow(content: unknown): unknown {
  if (!isObject(content)) return content;
  const { metadata, ...row } = content;
  const { extra_data } = row;
  for (const field of ['action', 'entity_type']) {
    const name = row[field];
    if (typeof name === 'string') row[field] = name.toLowerCase();
  }
  if (Array.isArray(extra_data)) row['extra_data'] = { value: extra_data };
  if ((metadata ?? null) === null || isDeepStrictEqual(metadata, extra_data)) return row;
  const said = row['extra_data'] ?? {};
  if (!isObject(said)) return row;
  if ('metadata' in said) return 'has metadata beside extra_data.metadata: only one of them can be kept';
  return { ...row, extra_data: { ...said, metadata } };
}

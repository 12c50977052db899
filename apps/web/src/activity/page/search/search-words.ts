import { type SearchKey, searchKeys } from '@timetracker/shared';

/** A value that a key may have, and what it is called. */
interface SearchValue {
  value: string;
  label: string;
}
export type SearchValues = Record<SearchKey, readonly SearchValue[]>;

/** The term of an expression in which the caret stands. */
export interface SearchTerm {
  /** Where the part to be replaced begins and ends. */
  from: number;
  to: number;
  negated: boolean;
  /** Undefined: no key yet, or a plain word. */
  key: SearchKey | undefined;
  /** What is typed of it: of the word, or of the value after the last comma. */
  typed: string;
  /** The values of the comma list before this one. */
  before: readonly string[];
}

const isKey = (text: string): text is SearchKey => (searchKeys as readonly string[]).includes(text);

/** Where the term at the caret begins: after the last blank that is not within quotes. */
function beginningOf(text: string, caret: number): number {
  let quoted = false;
  let beginning = 0;
  for (let index = 0; index < caret; index += 1) {
    if (text[index] === '"') quoted = !quoted;
    else if (text[index] === ' ' && !quoted) beginning = index + 1;
  }
  return beginning;
}

/** The term at the caret; what stands behind the caret up to the next blank is part of it. */
export function termAt(text: string, caret: number): SearchTerm {
  const beginning = beginningOf(text, caret);
  const blank = text.indexOf(' ', caret);
  const to = blank === -1 ? text.length : blank;
  const negated = text[beginning] === '-';
  const start = beginning + (negated ? 1 : 0);
  const typed = text.slice(start, caret);
  const colon = typed.indexOf(':');
  const key = colon === -1 ? undefined : typed.slice(0, colon).toLowerCase();
  if (key === undefined || !isKey(key))
    return { from: start, to, negated, key: undefined, typed, before: [] };
  const values = typed.slice(colon + 1).split(',');
  const last = values.at(-1) ?? '';
  return { from: caret - last.length, to, negated, key, typed: last, before: values.slice(0, -1) };
}

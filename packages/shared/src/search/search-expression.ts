import { action, endTime, entityType, id, startTime } from '../contracts/fields.ts';
import { invalid } from '../errors.ts';
import { type SearchKey, searchKey } from './search-key.ts';
import { type WrittenTerm, writtenTerms } from './search-term.ts';
import { hasWord } from './words.ts';

/** When activities happened; what is not set has no limit. `from` and `to` are included, `after` and `before` are not. */
export interface SearchPeriod {
  from?: Date;
  to?: Date;
  after?: Date;
  before?: Date;
}

/** One side of a search: what activities must match, or must not. */
interface SearchTerms {
  /** Words and phrases of the description or entity name. Each has a word at least. */
  phrases: string[];
  usernames: string[];
  actions: string[];
  types: string[];
  project_ids: number[];
  /** A list for each `created:`; within a list, one period has to match. */
  created: SearchPeriod[][];
}

/** `q` of the contract, understood. */
export interface SearchExpression {
  include: SearchTerms;
  exclude: SearchTerms;
}

/**
 * Understands a search expression: words, "phrases", and `user:`, `action:`, `type:`, `project:`, `created:` with
 * comma lists, `-` before a term to exclude it (CONTRACT, `q`). Keys, types and actions may be in any case.
 * @throws {AppError} invalid, naming the term and what was expected
 */
export function parseSearch(q: string): SearchExpression {
  const terms = writtenTerms(q);
  if (terms.length === 0) throw invalid('q', 'must have words, phrases or key:value terms');
  return {
    include: termsOf(terms.filter(({ negated }) => !negated)),
    exclude: termsOf(terms.filter(({ negated }) => negated)),
  };
}

function termsOf(written: readonly WrittenTerm[]): SearchTerms {
  const known = written.map((term) => ({
    ...term,
    key: term.key === undefined ? 'text' : searchKey(term.key),
  }));
  const listsOf = (key: SearchKey | 'text') =>
    known.filter((term) => term.key === key).map(({ values }) => values);
  const valuesOf = (key: SearchKey) =>
    listsOf(key)
      .flat()
      .map((value) => filled(key, value));
  return {
    phrases: listsOf('text').flat().map(searchable),
    usernames: valuesOf('user').map((value) => value.toLowerCase()),
    actions: valuesOf('action').map((value) => checked('action', action.safeParse(value.toLowerCase()))),
    types: valuesOf('type').map((value) => checked('type', entityType.safeParse(value.toLowerCase()))),
    project_ids: valuesOf('project').map((value) => checked('project', id.safeParse(wholeNumber(value)))),
    created: listsOf('created').map((list) => list.map((value) => period(filled('created', value)))),
  };
}

function searchable(text: string): string {
  if (hasWord(text)) return text;
  throw invalid('q', `has "${text}", in which there is no letter or digit to search by`);
}

function filled(key: SearchKey, value: string): string {
  if (value !== '') return value;
  throw invalid('q', `has "${key}:" without a value`);
}

const wholeNumber = (value: string) => (/^\d{1,15}$/.test(value) ? Number(value) : Number.NaN);

type Parsed<Value> =
  | { success: true; data: Value }
  | { success: false; error: { issues: readonly { message: string }[] } };

function checked<Value>(key: SearchKey, result: Parsed<Value>): Value {
  if (result.success) return result.data;
  throw invalid('q', `${key}: ${result.error.issues[0]?.message ?? 'is not valid'}`);
}

const first = (text: string) => checked('created', startTime.safeParse(text));
const last = (text: string) => checked('created', endTime.safeParse(text));

function period(value: string): SearchPeriod {
  const range = /^(?<from>.*?)\.\.(?<to>.*)$/.exec(value)?.groups;
  if (range) return between(range['from'] ?? '', range['to'] ?? '');
  if (value.startsWith('>=')) return { from: first(value.slice(2)) };
  if (value.startsWith('<=')) return { to: last(value.slice(2)) };
  if (value.startsWith('>')) return { after: last(value.slice(1)) };
  if (value.startsWith('<')) return { before: first(value.slice(1)) };
  return { from: first(value), to: last(value) };
}

/** A range that may be open at one end. */
function between(from: string, to: string): SearchPeriod {
  if (from === '' && to === '') throw invalid('q', 'created: has a range without a beginning and an end');
  const range = { ...(from !== '' && { from: first(from) }), ...(to !== '' && { to: last(to) }) };
  if (range.from && range.to && range.from > range.to)
    throw invalid('q', `created: ${from} must not be after ${to}`);
  return range;
}

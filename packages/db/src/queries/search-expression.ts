import { action, endTime, entityType, id, invalid, startTime } from '@timetracker/shared';
import { parse, type SearchParserResult } from 'search-query-parser';

/** One side of a search: what activities must match, or must not. */
export interface SearchTerms {
  /** Words and phrases of the description or entity name. */
  phrases: string[];
  usernames: string[];
  actions: string[];
  types: string[];
  project_ids: number[];
  created: { from?: Date; to?: Date; after?: Date; before?: Date }[];
}

/** `q` of the contract, understood. */
export interface SearchExpression {
  include: SearchTerms;
  exclude: SearchTerms;
}

const keywords = ['user', 'action', 'type', 'project', 'created'] as const;

/**
 * Understands a search expression: words, "phrases", and `user:`, `action:`, `type:`, `project:`, `created:` with
 * comma lists, `-` before a term to exclude it (CONTRACT, `q`).
 * @throws {AppError} invalid, naming the term and the known values
 */
export function parseSearch(q: string): SearchExpression {
  const parsed = parse(q, { keywords: [...keywords], tokenize: true, alwaysArray: true, offsets: false });
  if (typeof parsed === 'string') throw invalid('q', 'must have words, phrases or key:value terms');
  const exclude = (parsed.exclude ?? {}) as SearchParserResult;
  const expression = { include: termsOf(parsed), exclude: termsOf(exclude) };
  if (isEmpty(expression.include) && isEmpty(expression.exclude))
    throw invalid('q', 'must have words, phrases or key:value terms');
  return expression;
}

const isEmpty = (terms: SearchTerms) =>
  Object.values(terms).every((values: unknown[]) => values.length === 0);

function termsOf(parsed: SearchParserResult): SearchTerms {
  const values = (key: string): string[] => {
    const value: unknown = parsed[key];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((part) => termValue(key, part));
  };
  return {
    phrases: values('text'),
    usernames: values('user').map((value) => value.toLowerCase()),
    actions: values('action').map((value) => checked('action', action.safeParse(value))),
    types: values('type').map((value) => checked('type', entityType.safeParse(value))),
    project_ids: values('project').map((value) => checked('project', id.safeParse(Number(value)))),
    created: values('created').map(period),
  };
}

function termValue(key: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid('q', `has "${key}:" without a value`);
}

type Parsed<Value> =
  | { success: true; data: Value }
  | { success: false; error: { issues: readonly { message: string }[] } };

function checked<Value>(key: string, result: Parsed<Value>): Value {
  if (result.success) return result.data;
  throw invalid('q', `${key}: ${result.error.issues[0]?.message ?? 'is not valid'}`);
}

function period(value: string): SearchTerms['created'][number] {
  const first = (text: string) => checked('created', startTime.safeParse(text));
  const last = (text: string) => checked('created', endTime.safeParse(text));
  const range = /^(?<from>.*?)\.\.(?<to>.*)$/.exec(value)?.groups;
  if (range) return { from: first(range['from'] ?? ''), to: last(range['to'] ?? '') };
  if (value.startsWith('>=')) return { from: first(value.slice(2)) };
  if (value.startsWith('<=')) return { to: last(value.slice(2)) };
  if (value.startsWith('>')) return { after: last(value.slice(1)) };
  if (value.startsWith('<')) return { before: first(value.slice(1)) };
  return { from: first(value), to: last(value) };
}

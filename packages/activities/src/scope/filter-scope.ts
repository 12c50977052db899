import type { ValueSet } from './value-set.ts';

/** Words and phrases that must, and must not, be in an activity's name or description. */
interface Words {
  include: readonly string[];
  exclude: readonly string[];
}

/** A time span, epoch milliseconds: its first instant, and its end, which is not included. */
export interface Span {
  from: number;
  to: number;
}

/**
 * A part of what a reader asks for and may see. The cells of a scope have no activity in common, and each of them
 * constrains one thing at a time: so every cell can be counted from the rollups and read from an index, which an OR of
 * conditions can not.
 */
export interface FilterScope extends Span {
  users: ValueSet<number>;
  projects: ValueSet<number>;
  types: ValueSet<string>;
  actions: ValueSet<string>;
  words: Words;
  /** Not within any of these. */
  gaps: readonly Span[];
  entity_id: number | undefined;
  /** Stored after the activity with this id. */
  after_id: number | undefined;
}

/** Before the first and after the last activity that a database can hold in four digits of a year. */
export const ALL_TIME: Span = {
  from: Date.parse('0001-01-01T00:00:00Z'),
  to: Date.parse('9999-12-01T00:00:00Z'),
};

/** Whether words are searched, which is what the search index is for. */
export const hasWords = ({ words }: FilterScope): boolean => words.include.length + words.exclude.length > 0;

/** Whether there are counts of a cell without words in the rollups, or only rows. */
export const isCounted = ({ gaps, entity_id, after_id }: FilterScope): boolean =>
  gaps.length === 0 && entity_id === undefined && after_id === undefined;

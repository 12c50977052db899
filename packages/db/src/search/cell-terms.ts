import { entityTypes } from '@timetracker/shared';
import type { Cell } from '../queries/scope/cell.ts';
import type { OneOf } from '../queries/scope/one-of.ts';
import { facetTerm, pairTerm, wordsOf, wordTerm } from './words.ts';

/** A phrase of one word or more, and the terms that an activity with it has. */
export interface Phrase {
  words: readonly string[];
  terms: readonly string[];
  /** Whether having the terms is having the phrase: of three words and more, pairs may stand in different places. */
  exact: boolean;
}

/** What a cell asks of the search index. */
export interface CellTerms {
  include: readonly Phrase[];
  exclude: readonly Phrase[];
  /** Of each group, one term at least. */
  anyOf: readonly (readonly string[])[];
  /** None of these. */
  noneOf: readonly string[];
}

/** What is asked of the index, which knows neither time nor single entities. Phrases without words ask nothing. */
export function cellTerms({ users, projects, types, actions, words }: Cell): CellTerms {
  const axes = [
    termsOf(users, facetTerm.user),
    termsOf(projects, facetTerm.project),
    termsOf(types, facetTerm.type),
    termsOf(actions, facetTerm.action),
  ];
  const anyOf = axes.flatMap((axis) => ('in' in axis ? [axis.in] : []));
  const include = phrases(words.include);
  return {
    include,
    exclude: phrases(words.exclude),
    // Something has to be begun with; every activity has a type.
    anyOf: anyOf.length + include.length > 0 ? anyOf : [entityTypes.map(facetTerm.type)],
    noneOf: axes.flatMap((axis) => ('not_in' in axis ? axis.not_in : [])),
  };
}

function termsOf<Value>(set: OneOf<Value>, term: (value: Value) => string): OneOf<string> {
  return 'in' in set ? { in: set.in.map(term) } : { not_in: set.not_in.map(term) };
}

const phrases = (texts: readonly string[]): Phrase[] =>
  texts.map(phraseOf).filter(({ words }) => words.length > 0);

function phraseOf(text: string): Phrase {
  const words = wordsOf(text);
  const terms = words.slice(1).map((word, index) => pairTerm(words[index] ?? '', word));
  const [only = ''] = words;
  return {
    words,
    terms: words.length === 1 ? [wordTerm(only)] : [...new Set(terms)],
    exact: words.length <= 2,
  };
}

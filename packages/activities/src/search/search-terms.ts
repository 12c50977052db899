import { entityTypes } from '@timetracker/shared';
import type { FilterScope } from '../scope/filter-scope.ts';
import type { ValueSet } from '../scope/value-set.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { facetTerm } from '../words/words.ts';
import { type Phrase, phraseOf } from './phrase.ts';

/** What a search asks of the index, which knows neither time nor single entities. */
export interface SearchTerms {
  include: readonly Phrase[];
  exclude: readonly Phrase[];
  /** Of each group, one term at least. */
  anyOf: readonly (readonly string[])[];
  /** None of these. */
  noneOf: readonly string[];
}

/** The terms of what is asked within what is visible: the twin of `visibleSql` over terms. */
export function searchTerms(
  { users, projects, types, actions, words }: FilterScope,
  visibility: Visibility,
): SearchTerms {
  const axes = [
    termsOf(users, facetTerm.user),
    termsOf(projects, facetTerm.project),
    termsOf(types, facetTerm.type),
    termsOf(actions, facetTerm.action),
  ];
  const limits = visibility.kind === 'limited' ? visibility : undefined;
  const visible = limits && [
    facetTerm.user(limits.user_id),
    ...limits.project_ids.map((id) => facetTerm.project(id)),
  ];
  const anyOf = [...axes.flatMap((axis) => ('in' in axis ? [axis.in] : [])), ...(visible ? [visible] : [])];
  const include = phrasesOf(words.include);
  return {
    include,
    exclude: phrasesOf(words.exclude),
    // Something has to be begun with; every activity has a type.
    anyOf: anyOf.length + include.length > 0 ? anyOf : [entityTypes.map(facetTerm.type)],
    noneOf: [
      ...axes.flatMap((axis) => ('not_in' in axis ? axis.not_in : [])),
      ...(limits?.hidden_types.map(facetTerm.type) ?? []),
    ],
  };
}

/** Each once, however often it was written. */
function phrasesOf(texts: readonly string[]): Phrase[] {
  const phrases = texts.map(phraseOf).map((phrase) => [phrase.words.join(' '), phrase] as const);
  return [...new Map(phrases).values()];
}

function termsOf<Value>(set: ValueSet<Value>, term: (value: Value) => string): ValueSet<string> {
  return 'in' in set ? { in: set.in.map(term) } : { not_in: set.not_in.map(term) };
}

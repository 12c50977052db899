import { bentTerm, pairTerm, wordsOf, wordTerm } from '../words/words.ts';

/** Words that stand one after the other, or a single one. */
export interface Phrase {
  words: readonly string[];
  /** What every activity with the phrase has: its word, or each two of its words that are neighbours. */
  terms: readonly string[];
  /**
   * An activity that has the terms and none of these has the phrase: its pairs can only be links of one chain. One that
   * has both must be read.
   */
  doubts: readonly string[];
}

/** A text as a phrase; without words if it has none. */
export function phraseOf(text: string): Phrase {
  const words = wordsOf(text);
  const [only, second] = words;
  if (only === undefined || second === undefined) return { words, terms: words.map(wordTerm), doubts: [] };
  return {
    words,
    terms: [...new Set(words.slice(1).map((word, index) => pairTerm(words[index] ?? '', word)))],
    doubts: [...new Set(words.slice(1, -1).map(bentTerm))],
  };
}

/** What is searched in. */
export interface Texts {
  entity_name: string | null;
  description: string;
}

/** Reads texts once. @returns whether a phrase stands in the name or in the description */
export function phrasesIn({ entity_name, description }: Texts): (phrase: Phrase) => boolean {
  const texts = [wordsOf(description), wordsOf(entity_name ?? '')];
  const known = new Set(texts.flat());
  return ({ words }) =>
    words.every((word) => known.has(word)) &&
    (words.length < 2 || texts.some((text) => hasWords(text, words)));
}

function hasWords(text: readonly string[], phrase: readonly string[]): boolean {
  const [first = ''] = phrase;
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    if (phrase.every((word, index) => text[start + index] === word)) return true;
  }
  return false;
}

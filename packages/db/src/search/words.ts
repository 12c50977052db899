import { hash } from 'node:crypto';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Longer ones are somebody's data rather than a word; they are known by their hash. */
const LONGEST = 64;

/**
 * The words of a text, in order: runs of letters and digits of any script, in lower case. What stands between them
 * (spaces, punctuation, hyphens) only separates.
 */
export const wordsOf = (text: string): string[] => text.normalize('NFC').toLowerCase().match(WORD) ?? [];

/** Whether the words of a phrase stand one after the other in a text, given as its words. */
export function hasPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  const last = words.length - phrase.length;
  for (let start = 0; start <= last; start += 1) {
    if (phrase.every((word, index) => words[start + index] === word)) return true;
  }
  return false;
}

const short = (word: string) => (word.length > LONGEST ? `#${hash('sha256', word)}` : word);

/** The term of a word. */
export const wordTerm = short;

/** The term of two words that stand next to each other. No word has a space, so that it is no word's term. */
export const pairTerm = (first: string, second: string): string => `${short(first)} ${short(second)}`;

/** The terms of things that activities are filtered by. No word has a colon. */
export const facetTerm = {
  user: (id: number) => `:user ${id}`,
  project: (id: number) => `:project ${id}`,
  type: (type: string) => `:type ${type}`,
  action: (action: string) => `:action ${action}`,
};

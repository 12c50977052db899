import { hash } from 'node:crypto';
import { WORD } from '@timetracker/shared';

/** Longer ones are somebody's data rather than a word; they are known by their hash. */
const LONGEST = 64;

/** The words of a text, in order and in lower case. */
export const wordsOf = (text: string): string[] => text.normalize('NFC').toLowerCase().match(WORD) ?? [];

const short = (word: string) => (word.length > LONGEST ? `#${hash('sha256', word)}` : word);

/** The term of a word. */
export const wordTerm = short;

/** The term of two words that stand next to each other. No word has a space, so that it is no word's term. */
export const pairTerm = (first: string, second: string): string => `${short(first)} ${short(second)}`;

/** The term of a word that is not always between the same two others. No word has a tilde. */
export const bentTerm = (word: string): string => `~${short(word)}`;

/** The terms of things that activities are filtered by. No word has a colon. */
export const facetTerm = {
  user: (id: number) => `:user ${id}`,
  project: (id: number) => `:project ${id}`,
  type: (type: string) => `:type ${type}`,
  action: (action: string) => `:action ${action}`,
};

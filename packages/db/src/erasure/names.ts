import { isCommonWord } from './common-words.ts';
import { foldedWordsOf } from './text-words.ts';

/** What an account says about who it is. */
export interface Identity {
  username: string;
  display_name: string;
  email: string;
}

/** A name as the words that it is recognized by. */
export interface Name {
  kind: 'username' | 'display_name' | 'email';
  words: readonly string[];
  /** Nobody means anything else by it; others are replaced only where the person is involved. */
  distinctive: boolean;
}

/** Words of a language are shorter, as a rule. */
const UNLIKELY_A_WORD = 12;

const isDistinctive = (kind: Name['kind'], text: string, words: readonly string[]): boolean =>
  kind === 'email' ||
  (kind === 'display_name' && words.length > 1) ||
  (kind === 'username' &&
    !words.every(isCommonWord) &&
    (words.length > 1 || /[\p{N}._-]/u.test(text) || text.length >= UNLIKELY_A_WORD));

const nameOf = (kind: Name['kind'], text: string): Name => {
  const words = foldedWordsOf(text);
  return { kind, words, distinctive: isDistinctive(kind, text, words) };
};

/** A name as it is, and with what comes last, or else later, put first: "Berg, Anna", "van Loo, Vera". */
const turned = ({ words, ...name }: Name): Name[] =>
  words.map((_, first) => ({ ...name, words: [...words.slice(first), ...words.slice(0, first)] }));

/**
 * The names of a person, each sequence of words once; one that is distinctive as anything is distinctive, and what is a
 * user name as well is a user name.
 * @param identities as the account is called, and was called before
 */
export function namesOf(identities: readonly Partial<Identity>[]): Name[] {
  const names = identities.flatMap(({ username, display_name, email }) => [
    ...(username === undefined ? [] : [nameOf('username', username)]),
    ...(display_name === undefined ? [] : turned(nameOf('display_name', display_name))),
    ...(email === undefined ? [] : [nameOf('email', email)]),
  ]);
  const known = new Map<string, Name>();
  for (const name of names) {
    const key = sequenceOf(name.words);
    const before = known.get(key);
    if (key === '' || before?.distinctive) continue;
    // A user name stays one, also when it is the display name as well: events come with it.
    known.set(key, before ? { ...before, distinctive: name.distinctive } : name);
  }
  return [...known.values()];
}

/** Words as one text; no word has a space. */
export const sequenceOf = (words: readonly string[]): string => words.join(' ');

/** Tells whether words that stand next to each other are a person's name. */
export interface Recognizer {
  /** How many words the names have, the longest first. */
  lengths: readonly number[];
  /** @param sequence of {@link sequenceOf} */
  recognize: (sequence: string) => 'distinctive' | 'ambiguous' | undefined;
}

/** Recognizes names that are known. */
export function recognizerOf(names: readonly Name[]): Recognizer {
  const known = new Map(names.map((name) => [sequenceOf(name.words), name.distinctive]));
  return {
    lengths: lengthsOf(names.map(({ words }) => words.length)),
    recognize: (sequence) => {
      const distinctive = known.get(sequence);
      if (distinctive === undefined) return undefined;
      return distinctive ? 'distinctive' : 'ambiguous';
    },
  };
}

/** Every length once, the longest first. */
export const lengthsOf = (lengths: readonly number[]): number[] =>
  [...new Set(lengths)].toSorted((a, b) => b - a);

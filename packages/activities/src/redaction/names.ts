import { foldedWordsOf, type TextWord } from '../words/text-words.ts';
import { isCommonWord } from './common-words.ts';

/** What an account says about who it is. */
export interface Identity {
  username: string;
  display_name: string;
  email: string;
  /** Others are called so as well, or it is a part of what they are called. */
  shared: true;
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

/** @returns nothing when there is no text, or none that can be a name */
function nameOf(kind: Name['kind'], text: string | undefined): Name[] {
  if (text === undefined || text.length > LONGEST_NAME[kind]) return [];
  const words = foldedWordsOf(text);
  return [{ kind, words, distinctive: isDistinctive(kind, text, words) }];
}

/** Whatever is longer is nobody's name, but text that was put in the place of one. */
const LONGEST_NAME: Readonly<Record<Name['kind'], number>> = { username: 200, display_name: 200, email: 320 };
/** Nobody puts another word first in more of them. */
const MOST_TURNED = 8;

/** A name as it is, and with what comes last, or else later, put first: "Berg, Anna", "van Loo, Vera". */
const turned = ({ words, ...name }: Name): Name[] =>
  words
    .slice(0, words.length > MOST_TURNED ? 1 : undefined)
    .map((_, first) => ({ ...name, words: [...words.slice(first), ...words.slice(0, first)] }));

/**
 * The names of a person, each sequence of words once; one that is distinctive as anything is distinctive, and what is a
 * user name as well is a user name.
 * @param identities as the account is called, and was called before
 */
export function namesOf(identities: readonly Partial<Identity>[]): Name[] {
  const names = identities.flatMap(namesIn);
  const shared = new Set(
    identities.filter((identity) => identity.shared).flatMap((one) => namesIn(one).map(sequenceIn)),
  );
  const known = new Map<string, Name>();
  for (const name of names) {
    const key = sequenceOf(name.words);
    const before = known.get(key);
    if (key === '' || before?.distinctive) continue;
    // A user name stays one, also when it is the display name as well: events come with it.
    known.set(key, before ? { ...before, distinctive: name.distinctive } : name);
  }
  return [...known.values()].map((name) =>
    shared.has(sequenceIn(name)) ? { ...name, distinctive: false } : name,
  );
}

const namesIn = ({ username, display_name, email }: Partial<Identity>): Name[] => [
  ...nameOf('username', username),
  ...nameOf('display_name', display_name).flatMap(turned),
  ...nameOf('email', email),
];

const sequenceIn = ({ words }: Name): string => sequenceOf(words);

/** Words as one text; no word has a space. */
export const sequenceOf = (words: readonly string[]): string => words.join(' ');

/** Whether others mean something else by a name, too. */
type Certainty = 'distinctive' | 'ambiguous';

/** A name that begins at a place in a text. */
interface NameThere {
  /** In words. */
  length: number;
  what: Certainty;
}

/** Tells whether words that stand next to each other are a person's name. */
export interface Recognizer {
  /** @param sequence of {@link sequenceOf} */
  recognize: (sequence: string) => Certainty | undefined;
  /** The names that begin at a place, the longest first. */
  startingAt: (words: readonly TextWord[], at: number) => readonly NameThere[];
}

/** Where a name goes on, and whether one ends here. */
interface Branch {
  what?: Certainty;
  next: Map<string, Branch>;
}

const certaintyOf = (distinctive: boolean): Certainty => (distinctive ? 'distinctive' : 'ambiguous');

/**
 * Recognizes names that are known. It follows a text word by word as long as a name begins so: however many names there
 * are and however long, a place in a text takes no more steps than a name has words.
 */
export function recognizerOf(names: readonly Name[]): Recognizer {
  const root: Branch = { next: new Map() };
  const known = new Map<string, Certainty>();
  for (const { words, distinctive } of names) {
    const what = certaintyOf(distinctive);
    known.set(sequenceOf(words), what);
    let branch = root;
    for (const word of words) {
      const next = branch.next.get(word) ?? { next: new Map() };
      branch.next.set(word, next);
      branch = next;
    }
    branch.what = what;
  }
  return {
    recognize: (sequence) => known.get(sequence),
    startingAt: (words, at) => {
      const found: NameThere[] = [];
      let branch = root.next.get(words[at]?.text ?? '');
      for (let length = 1; branch; length++) {
        if (branch.what) found.unshift({ length, what: branch.what });
        branch = branch.next.get(words[at + length]?.text ?? '');
      }
      return found;
    },
  };
}

/**
 * Recognizes names of which only hashes are known: each sequence of words as long as a name is tried.
 * @param lengths how many words the names have
 */
export function recognizerBy(lengths: readonly number[], recognize: Recognizer['recognize']): Recognizer {
  const longestFirst = [...new Set(lengths)].toSorted((a, b) => b - a);
  return {
    recognize,
    startingAt: (words, at) =>
      longestFirst.flatMap((length) => {
        if (at + length > words.length) return [];
        const stretch = words.slice(at, at + length);
        const sequence = sequenceOf(stretch.map(({ text }) => text));
        // Of those who were forgotten first, names were kept with their accents.
        const plain = sequenceOf(stretch.map((word) => word.plain));
        const what = recognize(sequence) ?? (plain === sequence ? undefined : recognize(plain));
        return what ? [{ length, what }] : [];
      }),
  };
}

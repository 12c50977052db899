/** Unicode's blocks of combining diacritical marks, as a class of characters in a pattern, here and in PostgreSQL. */
export const MARKS = String.raw`[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]`;
const MARK = new RegExp(MARKS, 'gu');

/** Letters that Unicode does not take apart, as they are written where they are missing on the keyboard. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  // At the end of a word it is another letter only to the eye.
  ς: 'σ',
};
const ASCII = /^[0-9A-Za-z]*$/;
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * A word as names are compared: without regard to case (ß is ss, as in full case folding), to accents, and to the language
 * somebody's computer is set to. Marks of other scripts, such as the vowels of Hindi, stay: without them it is another word.
 */
export const foldWord = (word: string): string => (ASCII.test(word) ? word.toLowerCase() : foldUnicode(word));

const foldUnicode = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(MARK, '')
    .normalize('NFC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll(LETTER, (letter) => LETTERS[letter] ?? letter);

/** Characters that become ASCII by {@link foldWord}, and not by taking marks away alone. */
export const FOLDED_TO_ASCII = '[ßẞſıﬀ-ﬆæÆœŒøØłŁđĐðÐþÞ]';

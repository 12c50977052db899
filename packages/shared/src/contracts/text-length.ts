/**
 * How long a text is, in characters: Unicode code points. PostgreSQL, JSON Schema (`maxLength`) and zod count the same;
 * JavaScript's `length` and HTML's `maxlength` count UTF-16 units, of which a character has one or two.
 */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The first characters of a text, none of them cut in two. */
export const firstCharacters = (text: string, most: number): string =>
  text.length <= most
    ? text
    : Array.from(text.slice(0, 2 * most))
        .slice(0, most)
        .join('');

/**
 * The limit for a library that counts UTF-16 units, where the contract counts characters: whatever the contract takes
 * fits, so that the library never has the last word.
 */
export const unitsFor = (characters: number): number => 2 * characters;

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a cut leaves of one that is longer than all there is room for: code points, none of them in two. */
const codePoints = (text: string, most: number) => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/**
 * The beginning of a text, in whole characters as people see them (grapheme clusters): an emoji or a letter with its
 * accents is never cut in two.
 * @param most UTF-16 code units, as `length` counts them
 * @returns the text itself where it is short enough
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of characters.segment(text)) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return end === 0 ? codePoints(text, most) : text.slice(0, end);
}

/**
 * As much of a text as there is room for, with an ellipsis where something is left out.
 * @param most as in {@link beginningOf}; the ellipsis comes on top
 */
export const excerpt = (text: string, most: number): string =>
  text.length <= most ? text : `${beginningOf(text, most)}…`;

/** The first character of a text as people see it; empty for an empty one. */
export const firstCharacter = (text: string): string => {
  for (const { segment } of characters.segment(text)) return segment;
  return '';
};

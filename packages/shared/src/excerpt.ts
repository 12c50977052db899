import { firstCharacters, lengthOf } from './contracts/text-length.ts';

const asSeen = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text, in whole characters as people see them (grapheme clusters): neither an emoji of several code
 * points nor a letter with its accents is cut in two, unless there is no room for the first.
 * @param most code points at the most, as {@link lengthOf} counts them
 * @returns the text itself where it is short enough
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  let length = 0;
  for (const { index, segment } of asSeen.segment(text)) {
    length += lengthOf(segment);
    if (length > most) return end === 0 ? firstCharacters(text, most) : text.slice(0, end);
    end = index + segment.length;
  }
  return text;
}

/**
 * As much of a text as there is room for, with an ellipsis where something is left out.
 * @param most as in {@link beginningOf}; the ellipsis comes on top
 */
export function excerpt(text: string, most: number): string {
  const beginning = beginningOf(text, most);
  return beginning === text ? text : `${beginning}…`;
}

/** The first character of a text as people see it; empty for an empty one. */
export const firstCharacter = (text: string): string => {
  for (const { segment } of asSeen.segment(text)) return segment;
  return '';
};

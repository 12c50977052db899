/** What turns texts, or nobody sees, as far as JSON writes it as it is. */
const UNSEEN = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * JSON that says exactly the same to whoever reads it as JSON, and turns nothing where it is shown, on a page or a terminal:
 * characters that nobody sees are escaped.
 * @param indent blanks of a level, for JSON on several lines
 */
export const shownJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replaceAll(UNSEEN, escaped);

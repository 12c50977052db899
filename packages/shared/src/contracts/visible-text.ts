/** What is seen as nothing, or turns what stands beside it: control, format and unassigned characters, fillers, separators. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A whole emoji, as fonts have it: its joiners, selectors and tags belong to it. */
export const EMOJI = /\p{RGI_Emoji}/gv;

/** Of emoji that are written in another way than the recommended one: joiners between them, selectors behind them. */
export const JOINED_EMOJI =
  /(?<=\p{Emoji}[\ufe0e\ufe0f\p{Emoji_Modifier}]?)(?:\u200d(?=\p{Emoji})|[\ufe0e\ufe0f])/gu;

/** Letters that take another form, or join, by what stands between them. */
const SHAPED =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}]';
/** Joiners and non-joiners as Persian and the scripts of India need them, and selectors of Mongolian and of Han. */
export const SHAPING = new RegExp(
  `(?<=${SHAPED})[\\u200c\\u200d](?=${SHAPED})|(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]|(?<=\\p{Script=Han})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]`,
  'gu',
);

/**
 * The first character of a name that nobody sees, or that turns the direction of text, as `U+202E`; undefined when there is
 * none. Those within emoji, and those that a script needs, are no such characters.
 */
export function unseenIn(name: string): string | undefined {
  const rest = name.replaceAll(EMOJI, '*').replaceAll(JOINED_EMOJI, '').replaceAll(SHAPING, '');
  const code = UNSEEN.exec(rest)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether anything of a text is seen that stands for itself: blanks and accents alone are nothing. */
export const isVisible = (name: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(name.replaceAll('\u2800', ''));

import { EMOJI, JOINED_EMOJI, SHAPING } from './contracts/visible-text.ts';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const REPLACEMENT = '\ufffd';

/** Whether there is anything in a text that {@link PARTS} is about: in most there is not. */
const UNUSUAL = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * What belongs into a text; else what is left out without a trace, as nobody sees it in any case; else what begins a new
 * line; else what a sign stands for: controls, and characters that turn the direction of the text.
 */
const PARTS = new RegExp(
  [
    `(${EMOJI.source}|${JOINED_EMOJI.source}|${SHAPING.source}|[\\t\\n\\u2068\\u2069])`,
    '([\\r\\u200e\\u200f\\u061c]|[\\p{Default_Ignorable_Code_Point}--\\p{Bidi_Control}])',
    '([\\p{Zl}\\p{Zp}])',
    '[\\p{Cc}\\p{Bidi_Control}]',
  ].join('|'),
  'gv',
);

/** No isolate ends that did not begin in the text, and none goes on behind it. */
function withPairedIsolates(text: string): string {
  let open = 0;
  const paired = text.replaceAll(/[\u2068\u2069]/g, (sign) => {
    if (sign === FIRST_STRONG_ISOLATE) open += 1;
    else if (open === 0) return REPLACEMENT;
    else open -= 1;
    return sign;
  });
  return paired + POP_ISOLATE.repeat(open);
}

/**
 * A text of people as it can be shown in an element of its own: characters that turn texts, and controls, become U+FFFD;
 * those that nobody sees go. Line breaks, and whatever emoji and scripts need, stay. Only ever for showing: what is stored,
 * compared or sealed stays as it is.
 */
export const harmless = (text: string): string =>
  UNUSUAL.test(text)
    ? withPairedIsolates(
        text.replaceAll(PARTS, (part, kept?: string, unseen?: string, line?: string) => {
          if (kept !== undefined) return part;
          if (unseen !== undefined) return '';
          return line === undefined ? REPLACEMENT : '\n';
        }),
      )
    : text;

/** Letters that are written from the right, by their blocks, and every sign that turns texts. */
const TURNS =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text of people as it can stand within another one that has no elements: a sentence, a label, a title, an e-mail.
 * What is written from the right is between U+2068 and U+2069 then, so that it turns nothing beside it; any other text
 * needs no such signs.
 */
export const isolated = (text: string): string => {
  const line = harmless(text).replaceAll(/[\t\n]+/g, ' ');
  return TURNS.test(text) ? `${FIRST_STRONG_ISOLATE}${line}${POP_ISOLATE}` : line;
};

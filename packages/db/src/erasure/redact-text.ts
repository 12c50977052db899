import { type Recognizer, sequenceOf } from './names.ts';

/** What stands where a name stood. */
export const REPLACEMENT = 'Deleted User';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

interface Word {
  /** As it is compared. */
  text: string;
  start: number;
  end: number;
}

/** How often names were found. */
export interface Found {
  replaced: number;
  /** Words that are a name elsewhere, and were replaced, or left as they are. */
  ambiguousReplaced: number;
  ambiguousLeft: number;
}

export const nothingFound = (): Found => ({ replaced: 0, ambiguousReplaced: 0, ambiguousLeft: 0 });

/**
 * Puts {@link REPLACEMENT} in the place of a person's names: whole words in any case, with whatever stands between them.
 * A longer name wins over a shorter one.
 * @param involved whether the text tells of the person, so that ambiguous names are theirs; else only after an `@`
 * @param found counts on
 */
export function redactText(text: string, names: Recognizer, involved: boolean, found: Found): string {
  let result = '';
  let done = 0;
  for (const stretch of stretchesOf(text)) {
    for (let at = 0; at < stretch.length; ) {
      const match = matchAt(stretch, at, names);
      const first = stretch[at];
      const last = stretch[at + (match?.length ?? 1) - 1];
      if (!match || !first || !last) {
        at++;
        continue;
      }
      at += match.length;
      if (match.what === 'ambiguous') {
        if (!involved && !isMention(text, first.start)) {
          found.ambiguousLeft++;
          continue;
        }
        found.ambiguousReplaced++;
      }
      found.replaced++;
      result += text.slice(done, first.start) + REPLACEMENT;
      done = last.end;
    }
  }
  return done === 0 ? text : result + text.slice(done);
}

/** The words on either side of what was replaced before, which belongs to no name: to redact twice changes nothing. */
function stretchesOf(text: string): Word[][] {
  const stretches: Word[][] = [];
  let start = 0;
  for (const part of text.split(REPLACEMENT)) {
    stretches.push(
      Array.from(part.matchAll(WORD), ({ 0: word, index }) => ({
        text: word.normalize('NFC').toLowerCase(),
        start: start + index,
        end: start + index + word.length,
      })),
    );
    start += part.length + REPLACEMENT.length;
  }
  return stretches;
}

function matchAt(words: readonly Word[], at: number, names: Recognizer) {
  for (const length of names.lengths) {
    if (at + length > words.length) continue;
    const what = names.recognize(sequenceOf(words.slice(at, at + length).map(({ text }) => text)));
    if (what) return { length, what };
  }
  return undefined;
}

const isMention = (text: string, start: number): boolean =>
  text[start - 1] === '@' && !/[\p{L}\p{M}\p{N}]/u.test(text[start - 2] ?? ' ');

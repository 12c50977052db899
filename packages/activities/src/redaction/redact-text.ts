import { type TextWord, textWords } from '../words/text-words.ts';
import type { Recognizer } from './names.ts';

/** What stands where a name stood. */
export const REPLACEMENT = 'Deleted User';

/** How often names were found. */
export interface Found {
  replaced: number;
  /** Words that are a name elsewhere, and were replaced, or left as they are. */
  ambiguousReplaced: number;
  ambiguousLeft: number;
}

export const nothingFound = (): Found => ({ replaced: 0, ambiguousReplaced: 0, ambiguousLeft: 0 });

/**
 * Puts {@link REPLACEMENT} in the place of a person's names: whole words in any case, with or
 * without accents, with whatever stands between them.
 * A longer name wins over a shorter one.
 * @param involved whether the text tells of the person, so that ambiguous names are theirs; else only after an `@`
 * @param found counts on
 */
export function redactText(text: string, names: Recognizer, involved: boolean, found: Found): string {
  let result = '';
  let done = 0;
  for (const stretch of stretchesOf(text)) {
    for (let at = 0; at < stretch.length; ) {
      const first = stretch[at];
      const mayBeMeant = involved || (first !== undefined && isMention(text, first.start));
      const match = matchAt(stretch, at, names, mayBeMeant);
      const last = stretch[at + (match?.length ?? 1) - 1];
      if (!match?.replace || !first || !last) {
        if (match) found.ambiguousLeft++;
        at++;
        continue;
      }
      at += match.length;
      if (match.what === 'ambiguous') found.ambiguousReplaced++;
      found.replaced++;
      result += text.slice(done, first.start) + REPLACEMENT;
      done = last.end;
    }
  }
  return done === 0 ? text : result + text.slice(done);
}

/** The words on either side of what was replaced before, which belongs to no name: to redact twice changes nothing. */
function stretchesOf(text: string): TextWord[][] {
  const stretches: TextWord[][] = [];
  let start = 0;
  for (const part of text.split(REPLACEMENT)) {
    stretches.push(
      textWords(part).map((word) => ({ ...word, start: start + word.start, end: start + word.end })),
    );
    start += part.length + REPLACEMENT.length;
  }
  return stretches;
}

/** The longest name that is to be replaced, else one that is not. */
function matchAt(words: readonly TextWord[], at: number, names: Recognizer, mayBeMeant: boolean) {
  const there = names.startingAt(words, at);
  const meant = there.find(({ what }) => what === 'distinctive' || mayBeMeant);
  const name = meant ?? there[0];
  return name && { ...name, replace: meant !== undefined };
}

const isMention = (text: string, start: number): boolean =>
  text[start - 1] === '@' && !/[\p{L}\p{M}\p{N}]/u.test(text[start - 2] ?? ' ');

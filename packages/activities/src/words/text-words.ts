import { decodeHTML } from 'entities';
import { foldWord } from './fold-word.ts';

/** A word and where it stands. */
export interface TextWord {
  /** As it is compared, see {@link foldWord}. */
  text: string;
  /** In lower case alone: so names were known before accents were left out of account. */
  plain: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** What stands for a character in addresses (one character in UTF-8, RFC 3986) and in HTML. */
const ESCAPE =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/gi;
/** Texts that may have one, for PostgreSQL. */
export const MAY_ESCAPE = '%[0-9A-Fa-f]{2}|&#?[0-9A-Za-z]+;';

/** The words of a text, also of one that is encoded for an address or for HTML. */
export function textWords(text: string): TextWord[] {
  const { plain, starts } = decoded(text);
  return Array.from(plain.matchAll(WORD), ({ 0: word, index }) => ({
    text: foldWord(word),
    plain: word.normalize('NFC').toLowerCase(),
    start: starts?.[index] ?? index,
    end: starts?.[index + word.length] ?? index + word.length,
  }));
}

/** The words of a name, folded. */
export const foldedWordsOf = (name: string): string[] => name.match(WORD)?.map(foldWord) ?? [];

/** A text without escapes; of each place in it, and of its end, where that is in the text. */
function decoded(text: string): { plain: string; starts?: number[] } {
  let plain = '';
  let done = 0;
  const starts: number[] = [];
  const copy = (until: number) => {
    for (; done < until; done++) {
      plain += text.charAt(done);
      starts.push(done);
    }
  };
  for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
    const meant = escape.startsWith('%') ? percentDecoded(escape) : decodeHTML(escape);
    if (meant === escape) continue;
    copy(index);
    plain += meant;
    for (let unit = 0; unit < meant.length; unit++) starts.push(index);
    done = index + escape.length;
  }
  if (starts.length === 0) return { plain: text };
  copy(text.length);
  starts.push(text.length);
  return { plain, starts };
}

function percentDecoded(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape;
  }
}

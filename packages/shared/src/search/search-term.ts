/** One term of a search expression, as it is written. */
export interface WrittenTerm {
  negated: boolean;
  /** In lower case; undefined for words and phrases. */
  key: string | undefined;
  /** The text of a word or phrase, or the values of a key's comma list; quotes and backslashes are resolved. */
  values: string[];
}

// A quoted text reaches to its closing quote, or to the end where there is none; within it, a backslash makes the next
// character mean itself.
const INNER = String.raw`(?:[^"\\]|\\.)*`;
const END = String.raw`(?:"|\\?$)`;
const QUOTED = `"${INNER}${END}`;
const QUOTED_PART = new RegExp(`"(${INNER})${END}`, 'gsu');
const VALUE = String.raw`(?:${QUOTED}|[^\s,"])+`;
// `10:30` and `https://…` are texts: a key consists of letters, and `//` does not begin a value.
const TERM = new RegExp(
  String.raw`(?<minus>-?)(?:(?<key>[\p{L}_]+):(?!//)(?<list>(?:${VALUE}|,)*)|(?<quoted>${QUOTED})|(?<word>[^\s"]+))`,
  'gsu',
);
const LISTED = new RegExp(String.raw`(?<=^|,)(?:${VALUE})?(?=,|$)`, 'gsu');

/**
 * Splits a search expression into its terms: words, "phrases", and `key:value,"other value"`, each with `-` before it
 * to exclude it (CONTRACT, `q`). It knows no keys; any text has terms, and it takes time in proportion to its length.
 */
export const writtenTerms = (q: string): WrittenTerm[] =>
  [...q.matchAll(TERM)].map(({ groups: { minus, key, list = '', quoted, word = '' } = {} }) => ({
    negated: minus === '-',
    key: key?.toLowerCase(),
    values:
      key === undefined
        ? [quoted === undefined ? word : unquoted(quoted)]
        : (list.match(LISTED)?.map(unquoted) ?? ['']),
  }));

const unquoted = (value: string): string =>
  value.replace(QUOTED_PART, (_, inner: string) => inner.replace(/\\(.)/gs, '$1'));

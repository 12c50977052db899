import { type SearchKey, searchKeys } from '@timetracker/shared';
import { type SearchTerm, type SearchValues, termAt } from './search-words.ts';

/** Something that can be typed next. */
export interface Completion {
  /** The key it belongs to; a key itself has none. */
  key: SearchKey | undefined;
  /** What takes the place of what was typed. */
  text: string;
  /** What it is called, where that is not what is typed. */
  label: string;
}

const MOST = 8;
/** Shorter words begin too many names. */
const SHORTEST_WORD = 2;

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** How well a text answers to what was typed: 0 begins with it, 1 has a word that does, 2 holds it, 3 not at all. */
function distance(text: string, typed: string): number {
  const [where, what] = [folded(text), folded(typed)];
  if (where.startsWith(what)) return 0;
  if (where.split(/[\s._-]+/).some((word) => word.startsWith(what))) return 1;
  return where.includes(what) ? 2 : 3;
}

const best = (completions: readonly Completion[], typed: string): Completion[] =>
  completions
    .map((completion) => ({
      completion,
      rank: Math.min(
        distance(completion.text.slice(completion.text.indexOf(':') + 1), typed),
        distance(completion.label, typed),
      ),
    }))
    .filter(({ rank }) => rank < 3)
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ completion }) => completion);

const ofKey = (key: SearchKey, values: SearchValues, prefix: string): Completion[] =>
  values[key].map(({ value, label }) => ({ key, text: `${prefix}${value}`, label }));

function completionsOf(term: SearchTerm, values: SearchValues, labelOf: (key: SearchKey) => string) {
  const { key, typed, before } = term;
  if (key) {
    const chosen = new Set(before);
    return best(
      ofKey(key, values, '').filter(({ text }) => !chosen.has(text)),
      typed,
    );
  }
  const keys = searchKeys.map((key) => ({ key: undefined, text: `${key}:`, label: labelOf(key) }));
  const matching = keys.filter(({ text }) => text.startsWith(typed.toLowerCase()));
  if (typed.length < SHORTEST_WORD || typed.startsWith('"')) return matching;
  const named = searchKeys.filter((key) => key !== 'created').flatMap((key) => ofKey(key, values, `${key}:`));
  return [...matching, ...best(named, typed)];
}

/**
 * What may be typed next where the caret stands: keys, the values of a key, and values whose name begins like the
 * plain word that is being typed.
 */
export const completions = (
  text: string,
  caret: number,
  values: SearchValues,
  labelOf: (key: SearchKey) => string,
): Completion[] => completionsOf(termAt(text, caret), values, labelOf).slice(0, MOST);

/** The expression with a completion in the place of what was typed, and where the caret stands then. */
export function complete(text: string, caret: number, completion: Completion) {
  const { from, to } = termAt(text, caret);
  const isKey = completion.text.endsWith(':');
  const rest = text.slice(to).trimStart();
  const inserted = `${text.slice(0, from)}${completion.text}${isKey ? '' : ' '}`;
  return { text: inserted + (isKey && rest ? ` ${rest}` : rest), caret: inserted.length };
}

import { distance } from 'fastest-levenshtein';
import { invalid } from '../errors.ts';

/** The keys of a search expression (CONTRACT, `q`). */
export const searchKeys = ['user', 'type', 'action', 'project', 'created'] as const;
export type SearchKey = (typeof searchKeys)[number];

const isSearchKey = (text: string): text is SearchKey => (searchKeys as readonly string[]).includes(text);

/** Among keys of four to seven letters, more changes make another word. */
const MOST_CHANGES = 2;
const LONGEST_SHOWN = 20;

/** The key that is meant. @throws {AppError} invalid, naming an unknown key, one that resembles it, and all keys */
export function searchKey(text: string): SearchKey {
  if (isSearchKey(text)) return text;
  const [nearest] = searchKeys
    .map((key) => ({ key, changes: distance(key, text.slice(0, LONGEST_SHOWN)) }))
    .filter(({ changes }) => changes <= MOST_CHANGES)
    .sort((a, b) => a.changes - b.changes);
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const suggestion = nearest ? `, did you mean "${nearest.key}:"?` : '.';
  const known = searchKeys.map((key) => `${key}:`).join(', ');
  throw invalid(
    'q',
    `has the unknown key "${shown}:"${suggestion} The keys are ${known}; a text with a colon needs quotes`,
  );
}

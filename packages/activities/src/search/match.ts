import type { EntityManager } from '@mikro-orm/postgresql';
import type { FilterScope } from '../scope/filter-scope.ts';
import type { Visibility } from '../visibility/visibility.ts';
import type { Blocks } from './blocks.ts';
import { keepEntity, keepTime } from './keep.ts';
import { dropPhrase, keepPhrase } from './match-phrase.ts';
import { dropUpTo, type Matches, put } from './matches.ts';
import { keepCommon, noPlaces, removeAll } from './places.ts';
import { loadPostings } from './postings.ts';
import { type SearchTerms, searchTerms } from './search-terms.ts';
import { isAlways, overlap } from './spans.ts';

/**
 * Which indexed activities are asked for and visible: their terms by the index, what the index does not know by the rows
 * that are left.
 */
export async function match(
  em: EntityManager,
  cell: FilterScope,
  visibility: Visibility,
  blocks: Blocks,
): Promise<Matches> {
  const terms = searchTerms(cell, visibility);
  const matches = await matchTerms(em, terms, blocks, blocksOf(cell, blocks));
  if (cell.after_id !== undefined) dropUpTo(matches, cell.after_id);
  if (!isAlways(cell)) await keepTime(em, matches, cell, blocks);
  if (cell.entity_id !== undefined) await keepEntity(em, matches, cell, cell.entity_id);
  for (const phrase of terms.include) await keepPhrase(em, matches, phrase, blocks);
  for (const phrase of terms.exclude) await dropPhrase(em, matches, phrase, blocks);
  return matches;
}

/** The blocks in which something may have happened at the time. */
const blocksOf = (cell: FilterScope, { all }: Blocks): number[] =>
  [...all.values()]
    .filter(({ first_hour, last_hour }) => overlap(cell, first_hour, last_hour) !== 'none')
    .map(({ block }) => block);

async function matchTerms(
  em: EntityManager,
  { include, anyOf, noneOf }: SearchTerms,
  known: Blocks,
  candidates: readonly number[],
): Promise<Matches> {
  const words = [...new Set(include.flatMap(({ terms }) => terms))].map((term) => [term]);
  const having = await loadPostings(em, words, known, candidates);
  const blocks = words.length > 0 ? having.blocks() : candidates;
  const facets = await loadPostings(em, [noneOf, ...anyOf], known, blocks);
  const matches: Matches = new Map();
  const other = noPlaces();
  const groups = [
    ...[...words.keys()].map((group) => ({ of: having, group })),
    ...[...anyOf.keys()].map((group) => ({ of: facets, group: group + 1 })),
  ];
  for (const block of blocks) {
    const bits = noPlaces();
    for (const [index, { of, group }] of groups.entries()) {
      if (index === 0) of.addTo(bits, block, group);
      else {
        of.addTo(other.fill(0), block, group);
        keepCommon(bits, other);
      }
    }
    if (facets.addTo(other.fill(0), block, 0)) removeAll(bits, other);
    put(matches, block, bits);
  }
  return matches;
}

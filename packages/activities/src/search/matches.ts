import {
  type Bits,
  BLOCK_SIZE,
  blockOf,
  countPlaces,
  hasPlaces,
  idAt,
  keepCommon,
  noPlaces,
  placeOf,
  placesIn,
  removePlaces,
  setBit,
} from './places.ts';

/** Activities by block, as places; no block without any. */
export type Matches = Map<number, Bits>;

/** Says what is left of a block. */
export function put(matches: Matches, block: number, bits: Bits): void {
  if (hasPlaces(bits)) matches.set(block, bits);
  else matches.delete(block);
}

/** How many there are. */
export function countMatches(matches: Matches): number {
  let count = 0;
  for (const bits of matches.values()) count += countPlaces(bits);
  return count;
}

/** The ids of matches, ascending within a block. */
export const idsOf = (matches: Matches): number[] =>
  [...matches].flatMap(([block, bits]) => placesIn(bits).map((place) => idAt(block, place)));

/** Matches by their ids. */
export function matchesOf(ids: readonly number[]): Matches {
  const matches: Matches = new Map();
  for (const id of ids) addId(matches, id);
  return matches;
}

export function addId(matches: Matches, id: number): void {
  const block = blockOf(id);
  const bits = matches.get(block) ?? noPlaces();
  setBit(bits, placeOf(id));
  matches.set(block, bits);
}

/** Keeps those that are among the ids. */
export function keepIds(matches: Matches, ids: readonly number[]): void {
  const kept = matchesOf(ids);
  for (const [block, bits] of matches) {
    keepCommon(bits, kept.get(block) ?? noPlaces());
    put(matches, block, bits);
  }
}

/** Removes those up to an id. */
export function dropUpTo(matches: Matches, id: number): void {
  for (const [block, bits] of matches) {
    if (idAt(block, 0) > id) continue;
    removePlaces(bits, 0, blockOf(id) === block ? placeOf(id) + 1 : BLOCK_SIZE);
    put(matches, block, bits);
  }
}

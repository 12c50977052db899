import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Blocks } from './blocks.ts';
import { addPlaces, type Bits, type Places, readPlaces } from './places.ts';
import { postingCacheOf } from './posting-cache.ts';

/** What the index says about groups of terms. */
export interface Postings {
  /** The blocks that have something of every group. */
  blocks: () => number[];
  /** Adds the places of a block that have any term of a group. @returns whether there are any */
  addTo: (bits: Bits, block: number, group: number) => boolean;
}

/** The places of a term, by block. */
type ByBlock = Map<number, Places>;

/** @param among only these of the blocks */
export async function loadPostings(
  em: EntityManager,
  groups: readonly (readonly string[])[],
  { all }: Pick<Blocks, 'all'>,
  among: readonly number[],
): Promise<Postings> {
  const asked = among.flatMap((block) => all.get(block) ?? []);
  const cache = postingCacheOf(em);
  const found = new Map<string, ByBlock>();
  const missing = { terms: new Set<string>(), blocks: new Set<number>() };
  for (const term of new Set(groups.flat())) {
    const places: ByBlock = new Map();
    found.set(term, places);
    const known = cache.of(term);
    for (const { block, version } of asked) {
      const entry = known?.get(block);
      if (entry?.version === version) {
        if (entry.places) places.set(block, entry.places);
      } else {
        missing.terms.add(term);
        missing.blocks.add(block);
      }
    }
  }
  if (missing.terms.size > 0) {
    for (const { term, block, places } of await read(em, [...missing.terms], [...missing.blocks]))
      found.get(term)?.set(block, places);
    for (const term of missing.terms)
      for (const block of missing.blocks)
        cache.keep(term, block, {
          version: all.get(block)?.version ?? 0,
          places: found.get(term)?.get(block),
        });
  }
  const byGroup = groups.map((group) => group.flatMap((term) => found.get(term) ?? []));
  return {
    blocks: () =>
      asked.flatMap(({ block }) =>
        byGroup.every((terms) => terms.some((places) => places.has(block))) ? [block] : [],
      ),
    addTo: (bits, block, group) => {
      let any = false;
      for (const places of byGroup[group] ?? []) {
        const own = places.get(block);
        if (!own) continue;
        addPlaces(bits, own);
        any = true;
      }
      return any;
    },
  };
}

async function read(em: EntityManager, terms: readonly string[], blocks: readonly number[]) {
  const { rows } = await sql<{ term: string; block: number; count: number; places: Buffer }>`
    select term, block, count, places from search_postings
    where term = any(${terms}::text[]) and block = any(${blocks}::integer[])`.execute(em.getKysely());
  return rows.map(({ term, block, count, places }) => ({ term, block, places: readPlaces(places, count) }));
}

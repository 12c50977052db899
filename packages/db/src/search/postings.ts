import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addBits, addListed, type Bits } from './places.ts';

/** The places of a block that have any term of a group, as they are kept: lists and sets of bits, one after another. */
interface Kept {
  listed: Buffer | null;
  bits: Buffer | null;
}

/** What the index says about groups of terms. */
export interface Postings {
  /** The blocks that have something of every group. */
  blocks: () => number[];
  /** Adds the places of a block that have any term of a group. @returns whether there are any */
  addTo: (bits: Bits, block: number, group: number) => boolean;
}

/** @param among only these blocks; undefined: all of them */
export async function loadPostings(
  em: EntityManager,
  groups: readonly (readonly string[])[],
  among?: readonly number[],
): Promise<Postings> {
  const byBlock = new Map<number, Map<number, Kept>>();
  const terms = groups.flat();
  if (terms.length > 0 && among?.length !== 0) {
    const numbers = groups.flatMap((group, number) => group.map(() => number));
    const { rows } = await sql<Kept & { block: number; number: number }>`
      select number, block,
        string_agg(places, '') filter (where length(places) = 2 * count) as listed,
        string_agg(places, '') filter (where length(places) <> 2 * count) as bits
      from unnest(${terms}::text[], ${numbers}::integer[]) as asked (term, number)
      join search_postings using (term)
      where ${among ? sql`block = any(${among}::integer[])` : sql`true`}
      group by number, block`.execute(em.getKysely());
    for (const { number, block, ...kept } of rows) {
      const known = byBlock.get(block);
      if (known) known.set(number, kept);
      else byBlock.set(block, new Map([[number, kept]]));
    }
  }
  return {
    blocks: () => [...byBlock].flatMap(([block, known]) => (known.size === groups.length ? [block] : [])),
    addTo: (bits, block, group) => {
      const kept = byBlock.get(block)?.get(group);
      if (kept?.listed) addListed(bits, kept.listed);
      if (kept?.bits) addBits(bits, kept.bits);
      return kept !== undefined;
    },
  };
}

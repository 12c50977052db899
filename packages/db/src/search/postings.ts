import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addPlaces, type Bits, noPlaces } from './places.ts';

/** Which places of a block have a term, as it is kept. */
interface Posting {
  count: number;
  places: Buffer;
}

/** What the index says about some terms in some blocks. */
export class Postings {
  readonly #byBlock = new Map<number, Map<string, Posting>>();

  /** @param blocks undefined: all of them */
  static async load(
    em: EntityManager,
    terms: readonly string[],
    blocks?: readonly number[],
  ): Promise<Postings> {
    const postings = new Postings();
    if (terms.length === 0 || blocks?.length === 0) return postings;
    const { rows } = await sql<Posting & { term: string; block: number }>`
      select term, block, count, places from search_postings
      where term = any(${terms}::text[]) and ${blocks ? sql`block = any(${blocks}::integer[])` : sql`true`}`.execute(
      em.getKysely(),
    );
    for (const { term, block, count, places } of rows) {
      const known = postings.#byBlock.get(block);
      if (known) known.set(term, { count, places });
      else postings.#byBlock.set(block, new Map([[term, { count, places }]]));
    }
    return postings;
  }

  /** The blocks that have every one of the terms. */
  blocksWith(terms: readonly string[]): number[] {
    return [...this.#byBlock]
      .filter(([, known]) => terms.every((term) => known.has(term)))
      .map(([block]) => block);
  }

  /** The places of a block that have any of the terms. */
  anyOf(block: number, terms: readonly string[]): Bits {
    const bits = noPlaces();
    for (const term of terms) {
      const posting = this.#byBlock.get(block)?.get(term);
      if (posting) addPlaces(bits, posting.places, posting.count);
    }
    return bits;
  }
}

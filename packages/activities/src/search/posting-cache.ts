import type { EntityManager } from '@mikro-orm/postgresql';
import type { Places } from './places.ts';

/** What a block has of a term; nothing where it does not have it. */
export interface Known {
  /** Of the block, when it was read. */
  version: number;
  places: Places | undefined;
}

const MOST_BYTES = 32 * 1024 * 1024;
/** About what an entry takes besides its places. */
const ENTRY_BYTES = 100;

/**
 * Postings that were read lately, by term and block. Whoever goes through what was found, or searches again, asks for the
 * same ones, and a member always for those of the same projects. Whoever uses one compares its version with that of the
 * block within a snapshot of their own, so that nothing is used that was indexed anew.
 */
export class PostingCache {
  /** Those used last at the end. */
  readonly #terms = new Map<string, { blocks: Map<number, Known>; bytes: number }>();
  #bytes = 0;
  readonly #most: number;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What is known of a term, by block. */
  of(term: string): ReadonlyMap<number, Known> | undefined {
    const found = this.#terms.get(term);
    if (!found) return undefined;
    this.#terms.delete(term);
    this.#terms.set(term, found);
    return found.blocks;
  }

  keep(term: string, block: number, known: Known): void {
    const own = this.#terms.get(term) ?? { blocks: new Map<number, Known>(), bytes: 0 };
    this.#terms.set(term, own);
    const before = own.blocks.get(block);
    const added = bytesOf(known) - (before ? bytesOf(before) : 0);
    own.blocks.set(block, known);
    own.bytes += added;
    this.#bytes += added;
    for (const [oldest, { bytes }] of this.#terms) {
      if (this.#bytes <= this.#most) return;
      this.#terms.delete(oldest);
      this.#bytes -= bytes;
    }
  }
}

const bytesOf = ({ places }: Known) => ENTRY_BYTES + (places ? places.numbers.byteLength : 0);

const caches = new WeakMap<object, PostingCache>();

/** The cache of a database in this process. */
export function postingCacheOf(em: EntityManager): PostingCache {
  const database = em.getDriver();
  const cache = caches.get(database) ?? new PostingCache();
  caches.set(database, cache);
  return cache;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readRuns, type TimeRun } from './time-runs.ts';

/** When the activities of a block happened: in hours since 1970, UTC. */
export interface Block {
  block: number;
  first_hour: number;
  last_hour: number;
}

/** The blocks of the search index, and up to which activity they know. */
export class Blocks {
  readonly all: ReadonlyMap<number, Block>;
  readonly through: number;
  readonly #em: EntityManager;
  readonly #runs = new Map<number, readonly TimeRun[]>();

  private constructor(em: EntityManager, blocks: readonly Block[], through: number) {
    this.#em = em;
    this.all = new Map(blocks.map((block) => [block.block, block]));
    this.through = through;
  }

  static async load(em: EntityManager): Promise<Blocks> {
    const db = em.getKysely();
    const { rows: heads } = await sql<{ through: number }>`
      select indexed_through as through from search_head`.execute(db);
    const { rows } = await sql<Block>`select block, first_hour, last_hour from search_blocks`.execute(db);
    return new Blocks(em, rows, heads[0]?.through ?? 0);
  }

  /** The hours of the activities of some blocks, each loaded once. */
  async runsOf(blocks: readonly number[]): Promise<ReadonlyMap<number, readonly TimeRun[]>> {
    const missing = blocks.filter((block) => !this.#runs.has(block));
    if (missing.length > 0) {
      const { rows } = await sql<{ block: number; hours: Buffer }>`
        select block, hours from search_blocks where block = any(${missing}::integer[])`.execute(
        this.#em.getKysely(),
      );
      for (const { block, hours } of rows) this.#runs.set(block, readRuns(hours));
    }
    return this.#runs;
  }
}

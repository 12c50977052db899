import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readRuns, type TimeRun } from './time-runs.ts';

/** When the activities of a block happened: in hours since 1970, UTC. */
export interface Block {
  block: number;
  first_hour: number;
  last_hour: number;
}

/** The blocks of the search index. */
export interface Blocks {
  all: ReadonlyMap<number, Block>;
  /** The last activity that they know. */
  through: number;
  /** The hours of the activities of some blocks, each loaded once. */
  runsOf: (blocks: readonly number[]) => Promise<ReadonlyMap<number, readonly TimeRun[]>>;
}

export async function loadBlocks(em: EntityManager): Promise<Blocks> {
  const db = em.getKysely();
  const { rows: heads } = await sql<{ through: number }>`
    select indexed_through as through from search_head`.execute(db);
  const { rows } = await sql<Block>`select block, first_hour, last_hour from search_blocks`.execute(db);
  const loaded = new Map<number, readonly TimeRun[]>();
  return {
    all: new Map(rows.map((block) => [block.block, block])),
    through: heads[0]?.through ?? 0,
    runsOf: async (blocks) => {
      const missing = blocks.filter((block) => !loaded.has(block));
      if (missing.length > 0) {
        const { rows: found } = await sql<{ block: number; hours: Buffer }>`
          select block, hours from search_blocks where block = any(${missing}::integer[])`.execute(db);
        for (const { block, hours } of found) loaded.set(block, readRuns(hours));
      }
      return loaded;
    },
  };
}

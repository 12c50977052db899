import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { ALL_TIME, type Span } from '../queries/scope/cell.ts';
import { hourOf, readRuns, type TimeRun } from './time-runs.ts';

/** When the activities of a block happened: in hours since 1970, UTC. */
export interface Block {
  block: number;
  first_hour: number;
  last_hour: number;
  /** Another one as soon as anything of the block was indexed anew: the transaction that wrote it. */
  version: number;
}

/** The blocks of the search index in which something may have happened at some time. */
export interface Blocks {
  all: ReadonlyMap<number, Block>;
  /** The last activity that the index knows, and how many were stored since. */
  through: number;
  behind: number;
  /** The hours of the activities of some blocks, each loaded once. */
  runsOf: (blocks: readonly number[]) => Promise<ReadonlyMap<number, readonly TimeRun[]>>;
}

interface Row {
  through: number;
  last_id: number;
  /** Null where there are no blocks. */
  block: number | null;
  first_hour: number;
  last_hour: number;
  version: number;
  hours: Buffer | null;
}

/** @param span of which time; blocks of a short one come with their hours */
export async function loadBlocks(em: EntityManager, span: Span): Promise<Blocks> {
  const db = em.getKysely();
  const within = isAllTime(span)
    ? sql`true`
    : sql`last_hour >= ${hourOf(span.from)}::bigint and first_hour <= ${hourOf(span.to)}::bigint`;
  const { rows } = await sql<Row>`
    select indexed_through as through, last_id, block, first_hour, last_hour,
      search_blocks.xmin::text::bigint as version,
      ${isAllTime(span) ? sql`null::bytea` : sql`hours`} as hours
    from search_head cross join activity_head
      left join search_blocks on ${within}`.execute(db);
  const all = new Map<number, Block>();
  const loaded = new Map<number, readonly TimeRun[]>();
  for (const { block, first_hour, last_hour, version, hours } of rows) {
    if (block === null) continue;
    all.set(block, { block, first_hour, last_hour, version });
    if (hours) loaded.set(block, readRuns(hours));
  }
  const { through = 0, last_id = 0 } = rows[0] ?? {};
  return {
    all,
    through,
    behind: last_id - through,
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

const isAllTime = ({ from, to }: Span) => from === ALL_TIME.from && to === ALL_TIME.to;

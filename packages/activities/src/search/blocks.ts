import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { ALL_TIME, type Span } from '../scope/filter-scope.ts';
import { hourOf, readRuns, type TimeRuns } from './time-runs.ts';

/** When the activities of a block happened: in hours since 1970, UTC. */
interface Block {
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
  /** The hours of the activities of some of them. */
  runsOf: (blocks: readonly number[]) => Promise<ReadonlyMap<number, TimeRuns>>;
}

interface Row {
  through: number;
  last_id: number;
  /** Null where there are no blocks. */
  block: number | null;
  first_hour: number;
  last_hour: number;
  version: number;
}

/** @param span of which time */
export async function loadBlocks(em: EntityManager, span: Span): Promise<Blocks> {
  const within = isAllTime(span)
    ? sql`true`
    : sql`last_hour >= ${hourOf(span.from)}::bigint and first_hour <= ${hourOf(span.to)}::bigint`;
  const { rows } = await sql<Row>`
    select indexed_through as through, last_id, block, first_hour, last_hour,
      search_blocks.xmin::text::bigint as version
    from search_head cross join activity_head left join search_blocks on ${within}`.execute(em.getKysely());
  const all = new Map<number, Block>();
  for (const { block, first_hour, last_hour, version } of rows)
    if (block !== null) all.set(block, { block, first_hour, last_hour, version });
  const { through = 0, last_id = 0 } = rows[0] ?? {};
  const known = runsKnownOf(em);
  const loaded = new Map<number, TimeRuns>();
  return {
    all,
    through,
    behind: last_id - through,
    runsOf: async (blocks) => {
      const asked = blocks.flatMap((block) => all.get(block) ?? []);
      for (const { block, version } of asked) {
        const runs = known.get(block, version);
        if (runs) loaded.set(block, runs);
      }
      const missing = asked.filter(({ block }) => !loaded.has(block));
      if (missing.length > 0) {
        const { rows: found } = await sql<{ block: number; hours: Buffer }>`
          select block, hours from search_blocks
          where block = any(${missing.map(({ block }) => block)}::integer[])`.execute(em.getKysely());
        for (const { block, hours } of found) {
          const runs = readRuns(hours);
          loaded.set(block, runs);
          known.keep(block, all.get(block)?.version ?? 0, runs);
        }
      }
      return loaded;
    },
  };
}

const isAllTime = ({ from, to }: Span) => from === ALL_TIME.from && to === ALL_TIME.to;

/** Six bytes each; a block has a thousand or so. */
const MOST_RUNS = 1_000_000;

/** The hours of blocks as they were read, each of a version of its block. */
class RunsKnown {
  readonly #blocks = new Map<number, { version: number; runs: TimeRuns }>();
  #count = 0;

  get(block: number, version: number): TimeRuns | undefined {
    const known = this.#blocks.get(block);
    return known?.version === version ? known.runs : undefined;
  }

  keep(block: number, version: number, runs: TimeRuns): void {
    this.#count += runs.starts.length - (this.#blocks.get(block)?.runs.starts.length ?? 0);
    this.#blocks.set(block, { version, runs });
    for (const [oldest, { runs: old }] of this.#blocks) {
      if (this.#count <= MOST_RUNS) return;
      this.#blocks.delete(oldest);
      this.#count -= old.starts.length;
    }
  }
}

const runsKnown = new WeakMap<object, RunsKnown>();

function runsKnownOf(em: EntityManager): RunsKnown {
  const database = em.getDriver();
  const known = runsKnown.get(database) ?? new RunsKnown();
  runsKnown.set(database, known);
  return known;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { keepHoldsAsTheyAre } from './lock-holds.ts';
import { findPurge, type Purge } from './purge.ts';
import { purgeBatch } from './purge-batch.ts';
import { purgedRoot } from './purged-root.ts';
import { writePurgeActivity } from './write-purge-activity.ts';

/** A block of the search index is indexed anew after each batch, and writers wait for the rollups of each. */
const BATCH = 8_192;
/** Any number, as long as it is the same everywhere: the lock of those who purge. */
const LOCK = 7_213_009_002;

export interface RunPurgeOptions {
  /** Told after each batch, how much of the whole is looked at, from 0 to 1, and what went so far. */
  onProgress?: (done: number, purge: Purge) => void;
  /** Ends the work between two batches, with the signal's reason as the error. */
  signal?: AbortSignal;
  /** How many go at once. */
  batch?: number;
}

/**
 * Carries out a purge: an activity says that it begins, batches go, each in a transaction of its own with an activity that
 * says what went, and another says what went in all. Killed at any point, it goes on where it was when it is run again; several at once take turns.
 * @param em not within a transaction
 * @returns the purge as it ended
 * @throws {AppError} notFound
 */
export async function runPurge(
  em: EntityManager,
  purge_id: string,
  { onProgress, signal, batch = BATCH }: RunPurgeOptions = {},
): Promise<Purge> {
  for (;;) {
    signal?.throwIfAborted();
    const purge = await em.fork().transactional((tx) => takeStep(tx, purge_id, batch));
    onProgress?.(purge.last_id ? purge.purged_through / purge.last_id : 1, purge);
    if (purge.finished_at !== null) return purge;
  }
}

async function takeStep(tx: EntityManager, purge_id: string, batch: number): Promise<Purge> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx.getKysely());
  await keepHoldsAsTheyAre(tx);
  const purge = await findPurge(tx, purge_id);
  if (purge.finished_at !== null) return purge;
  if (purge.last_id === null) await begin(tx, purge);
  else if (purge.purged_through < purge.last_id) await purgeBatch(tx, purge, batch);
  else await finish(tx, purge);
  return findPurge(tx, purge_id);
}

/** What is not sealed when a purge begins, stays: of what was never sealed, nobody could prove that it had been there. */
async function begin(tx: EntityManager, purge: Purge): Promise<void> {
  const { rows } = await sql<{ last_id: number }>`
    update activity_purges set begun_at = clock_timestamp(),
      last_id = (select coalesce(max(size), 0) from log_checkpoints)
    where id = ${purge.id} returning last_id`.execute(tx.getKysely());
  await writePurgeActivity(tx, purge, {
    action: 'started',
    description: `Began to purge ${whatOf(purge)}: ${purge.reason}`,
    extra_data: { last_id: rows[0]?.last_id ?? 0 },
  });
}

async function finish(tx: EntityManager, purge: Purge): Promise<void> {
  const root = await purgedRoot(tx, purge.id);
  await sql`
    update activity_purges set finished_at = clock_timestamp(), root = decode(${root}, 'hex')
    where id = ${purge.id}`.execute(tx.getKysely());
  const { purged } = purge;
  await writePurgeActivity(tx, purge, {
    action: 'purged',
    description: `Purged ${purged} of ${whatOf(purge)}: ${purge.reason}`,
    extra_data: { purged, root },
  });
}

const whatOf = ({ entity_type, before }: Purge) =>
  `${entity_type === null ? 'the activities' : `the activities about a ${entity_type}`} from before ${before}`;

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { addToRollupsSql } from '../../ingest/add-to-rollups.ts';
import { type CountedActivity, rollupDeltas } from '../../ingest/rollup-deltas.ts';
import { reindexBlocks } from '../../search/index-search.ts';
import { BLOCK_SIZE, blockOf } from '../../search/places.ts';
import { dueSql } from './due.ts';
import type { Purge } from './purge.ts';

interface Gone extends Omit<CountedActivity, 'created_at'> {
  id: number;
  created_at: Date;
}

/**
 * Removes the next activities of a purge, of one block of the search index, and counts them out of the rollups. Whoever
 * reads sees all of it or nothing. Writers wait only while rollups are written, which comes last.
 * @param most so many at once at the most
 */
export async function purgeBatch(tx: EntityManager, purge: Purge, most: number): Promise<void> {
  const { id, last_id, purged_through, keep_counts } = purge;
  const block = blockOf(purged_through + 1);
  const end = Math.min((block + 1) * BLOCK_SIZE, last_id ?? 0);
  const rows = await dueBetween(tx, purge, { end, most });
  const through = rows.length === most ? (rows.at(-1)?.id ?? end) : end;
  if (rows.length > 0) {
    await remove(tx, id, rows);
    await reindexBlocks(tx, [block]);
    await countOut(tx, rows, keep_counts);
  }
  await sql`
    update activity_purges set purged_through = ${through}, purged = purged + ${rows.length}
    where id = ${id}`.execute(tx.getKysely());
}

/** Whatever a purge says of itself, only what is sealed goes. */
async function dueBetween(
  tx: EntityManager,
  purge: Purge,
  { end, most }: { end: number; most: number },
): Promise<Gone[]> {
  const { rows } = await sql<Gone>`
    select id, user_id, project_id, entity_type, action, created_at from activities
    where id > ${purge.purged_through} and id <= ${end}
      and id <= (select coalesce(max(size), 0) from log_checkpoints) and ${dueSql(purge)}
    order by id limit ${most}`.execute(tx.getKysely());
  return rows;
}

async function remove(tx: EntityManager, purge_id: string, rows: readonly Gone[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const { rows: removed } = await sql<{ count: number }>`
    select purge_activities(${purge_id}::uuid, ${ids}::bigint[]) as count`.execute(tx.getKysely());
  if (removed[0]?.count !== ids.length) throw new Error('Somebody else has removed activities meanwhile');
}

/** A rollup that comes to 0 stays: nobody but the owner may remove one. */
async function countOut(tx: EntityManager, rows: readonly Gone[], keepCounts: boolean): Promise<void> {
  const deltas = rollupDeltas(rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() })));
  if (keepCounts) await addToRollupsSql(deltas, 'activity_rollups_purged').execute(tx.getKysely());
  await sql`select last_id from activity_head for update`.execute(tx.getKysely());
  const less = deltas.map((delta) => ({ ...delta, count: -delta.count }));
  await addToRollupsSql(less).execute(tx.getKysely());
}

import type { EntityManager } from '@mikro-orm/postgresql';
import {
  addToRollupsSql,
  BLOCK_SIZE,
  blockOf,
  type CountedActivity,
  fits,
  type LoggedActivity,
  reindexBlocks,
  rollupDeltas,
} from '@timetracker/activities';
import { activityBytes, joinLeafSql, leafSql, withinBytes, withUserAgent } from '@timetracker/db';
import type { Hash } from '@timetracker/log';
import { sql } from 'kysely';
import { dueSql } from './due.ts';
import type { Purge } from './purge.ts';
import { partOf } from './purged-root.ts';
import { writePurgeActivity } from './write-purge-activity.ts';

/** An activity that is due, with what its leaf says. */
interface Due extends Omit<LoggedActivity, 'created_at' | 'recorded_at'> {
  created_at: Date;
  recorded_at: Date;
  hash: Hash;
  salt: string | null;
  commitment: Hash | null;
}

/** What is left of it to be removed and counted out. */
type Counted = CountedActivity & { id: number };

/**
 * Removes the next activities of a purge, of one block of the search index, and counts them out of the rollups. Whoever
 * reads sees all of it or nothing. An activity says what went: nobody can add to the list behind the purge's back. Writers
 * wait only while rollups and that activity are written, which comes last.
 * @param most so many at once at the most
 */
export async function purgeBatch(tx: EntityManager, purge: Purge, most: number): Promise<void> {
  const { id, last_id, purged_through, keep_counts } = purge;
  const block = blockOf(purged_through + 1);
  const end = Math.min((block + 1) * BLOCK_SIZE, last_id ?? 0);
  const due = await dueBetween(tx, purge, { end, most });
  const through = due.length === most ? (due.at(-1)?.id ?? end) : end;
  const rows: Counted[] = [];
  for (const group of withinBytes(due))
    rows.push(
      ...(await asLogged(
        tx,
        group.map((row) => row.id),
      )),
    );
  if (rows.length > 0) {
    await remove(tx, id, rows);
    await reindexBlocks(tx, [block]);
    await countOut(tx, rows, keep_counts);
    await writePurgeActivity(tx, purge, {
      action: 'purged',
      description: `Purged ${rows.length} of the activities ${purged_through + 1} to ${through}: ${purge.reason}`,
      extra_data: { after: purged_through, through, ...partOf(rows.map((row) => row.id)) },
    });
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
): Promise<{ id: number; bytes: number }[]> {
  const { rows } = await sql<{ id: number; bytes: number }>`
    select id, ${activityBytes} as bytes from activities
    where id > ${purge.purged_through} and id <= ${end}
      and id <= (select coalesce(max(size), 0) from log_checkpoints) and ${dueSql(purge)}
    order by id limit ${most}`.execute(tx.getKysely());
  return rows;
}

/** What was changed behind the log's back may not be due at all. It stays, as evidence, and verifying names it. */
async function asLogged(tx: EntityManager, ids: readonly number[]): Promise<Counted[]> {
  const { rows } = await sql<Due & { agent: string | null }>`
    select activities.*, encode(${leafSql.hash}, 'hex') as hash, encode(${leafSql.salt}, 'hex') as salt,
      encode(${leafSql.commitment}, 'hex') as commitment
    from activities ${joinLeafSql}
    where ${leafSql.is_one} and activities.id = any(${ids}::bigint[]) order by activities.id`.execute(
    tx.getKysely(),
  );
  return rows
    .map(withUserAgent)
    .filter(isAsLogged)
    .map(({ id, user_id, project_id, entity_type, action, created_at }) => ({
      id,
      user_id,
      project_id,
      entity_type,
      action,
      created_at: created_at.toISOString(),
    }));
}

const isAsLogged = ({ hash, salt, commitment, ...row }: Due): boolean =>
  fits(
    { ...row, created_at: row.created_at.toISOString(), recorded_at: row.recorded_at.toISOString() },
    { id: row.id, hash, salt, commitment },
    row.id,
  );

async function remove(tx: EntityManager, purge_id: string, rows: readonly Counted[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const { rows: removed } = await sql<{ count: number }>`
    select purge_activities(${purge_id}::uuid, ${ids}::bigint[]) as count`.execute(tx.getKysely());
  if (removed[0]?.count !== ids.length) throw new Error('Somebody else has removed activities meanwhile');
}

/** A rollup that comes to 0 stays: nobody but the owner may remove one. */
async function countOut(tx: EntityManager, rows: readonly Counted[], keepCounts: boolean): Promise<void> {
  const deltas = rollupDeltas(rows);
  if (keepCounts) await addToRollupsSql(deltas, 'activity_rollups_purged').execute(tx.getKysely());
  await sql`select last_id from activity_head for update`.execute(tx.getKysely());
  const less = deltas.map((delta) => ({ ...delta, count: -delta.count }));
  await addToRollupsSql(less).execute(tx.getKysely());
}

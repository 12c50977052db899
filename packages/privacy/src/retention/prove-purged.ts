import type { EntityManager } from '@mikro-orm/postgresql';
import { findCheckpoint, type ProvedLeaf, proveLeaf, type Visibility } from '@timetracker/activities';
import type { Hash } from '@timetracker/log';
import { sql } from 'kysely';
import { findPurge, type Purge } from './purge.ts';

/** What is left of a purged activity: its leaf, which nothing opens any more, and the purge that took the rest. */
export interface PurgedActivity extends ProvedLeaf {
  state: 'purged';
  purge: Purge;
}

/**
 * Proves the leaf of a purged activity to be in the newest checkpoint. Whose activity it was is gone with it, so that
 * nobody can tell who else might have seen it: it is told to those alone who see everything.
 * @param id its number: its event_id is gone
 * @returns undefined when no purge took it, and for others
 */
export async function provePurged(
  em: EntityManager,
  id: string,
  visibility: Visibility,
): Promise<PurgedActivity | undefined> {
  if (visibility.kind !== 'everything' || !/^\d+$/.test(id)) return undefined;
  const leaf = await readPurgedLeaf(em, Number(id));
  const checkpoint = await findCheckpoint(em);
  // Only what is sealed is purged: without a checkpoint over it, the log is damaged, which verify tells.
  if (!leaf || !checkpoint || checkpoint.size < leaf.id) return undefined;
  return {
    state: 'purged',
    purge: await findPurge(em, leaf.purge_id),
    ...(await proveLeaf(em, leaf, checkpoint)),
  };
}

type PurgedLeaf = Pick<ProvedLeaf, 'id' | 'leaf_hash'> & { purge_id: string };

async function readPurgedLeaf(em: EntityManager, id: number): Promise<PurgedLeaf | undefined> {
  const { rows } = await sql<{ id: number; leaf_hash: Hash; purge_id: string }>`
    select leaf.id, encode(leaf.hash, 'hex') as leaf_hash, range.purge_id
    from activity_leaves leaf
    cross join lateral (
      select purge_id, last_id from activity_purged where first_id <= leaf.id order by first_id desc limit 1
    ) range
    where leaf.id = ${id} and range.last_id >= leaf.id
      and not exists (select from activities where activities.id = leaf.id)`.execute(em.getKysely());
  return rows[0];
}

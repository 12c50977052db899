import type { EntityManager } from '@mikro-orm/postgresql';
import { joinLeafSql, leafSql, withUserAgent } from '@timetracker/db';
import { type Hash, leafHash } from '@timetracker/log';
import { logEntry, personalText } from '@timetracker/shared';
import { sql } from 'kysely';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { findCheckpoint, type StoredCheckpoint } from './checkpoints.ts';
import { inclusionPath } from './proofs.ts';
import { commitmentOf, personalDigest } from './verify/leaf-fit.ts';
import type { LoggedActivity } from './verify/log-evidence.ts';

/** A leaf and its way into a checkpoint. Hashes in hex. */
export interface ProvedLeaf {
  id: number;
  leaf_hash: Hash;
  index: number;
  path: Hash[];
  checkpoint: StoredCheckpoint;
}

/** All that it takes to recompute an activity's way into a checkpoint. */
export interface ProvedActivity extends ProvedLeaf {
  entry: string;
  commitment: Hash;
  state: 'intact' | 'erased';
  personal: { salt: string; text: string; digest: Hash } | null;
}

/** There is such an activity, but no checkpoint covers it yet. */
export interface Unsealed {
  unsealed: number;
}

type Row = Omit<LoggedActivity, 'created_at' | 'recorded_at'> & {
  created_at: Date;
  recorded_at: Date;
  salt: string | null;
  commitment: Hash | null;
  rewrite_salt: string | null;
};

/**
 * Proves an activity to be in the newest checkpoint.
 * @param id its number or event_id
 * @param personal with what opens the commitment: it holds IP address and user agent
 * @returns undefined when there is none that the viewer may see
 */
export async function proveActivity(
  em: EntityManager,
  id: string,
  visibility: Visibility,
  personal: boolean,
): Promise<ProvedActivity | Unsealed | undefined> {
  const row = await readRow(em, id, visibility);
  if (!row) return undefined;
  const checkpoint = await findCheckpoint(em);
  if (!checkpoint || checkpoint.size < row.id) return { unsealed: row.id };
  const activity = {
    ...row,
    created_at: row.created_at.toISOString(),
    recorded_at: row.recorded_at.toISOString(),
  };
  const leaf = { id: row.id, hash: '', salt: row.salt, commitment: row.commitment };
  const commitment = commitmentOf(activity, leaf);
  if (commitment === null) throw new Error(`Activity ${row.id} has lost its commitment: run activity verify`);
  const entry = logEntry(activity, commitment);
  const salt = row.salt ?? row.rewrite_salt;
  return {
    entry,
    commitment,
    state: row.salt === null ? 'erased' : 'intact',
    personal:
      personal && salt !== null
        ? { salt, text: personalText(activity), digest: personalDigest(activity, salt) }
        : null,
    // Recomputed rather than read: a row that was changed must not come with a leaf that was not.
    ...(await proveLeaf(em, { id: row.id, leaf_hash: leafHash(entry) }, checkpoint)),
  };
}

/** @param checkpoint one that covers the leaf */
export const proveLeaf = async (
  em: EntityManager,
  { id, leaf_hash }: Pick<ProvedLeaf, 'id' | 'leaf_hash'>,
  checkpoint: StoredCheckpoint,
): Promise<ProvedLeaf> => ({
  id,
  leaf_hash,
  index: id - 1,
  path: await inclusionPath(em, id - 1, checkpoint.size),
  checkpoint,
});

async function readRow(em: EntityManager, id: string, visibility: Visibility): Promise<Row | undefined> {
  const key = /^\d+$/.test(id) ? sql`activities.id = ${Number(id)}` : sql`activities.event_id = ${id}::uuid`;
  const { rows } = await sql<Row & { agent: string | null }>`
    select activities.*, encode(${leafSql.salt}, 'hex') as salt, encode(${leafSql.commitment}, 'hex') as commitment,
      (select encode(salt, 'hex') from activity_rewrites
        where activity_id = activities.id and salt is not null limit 1) as rewrite_salt
    from activities ${joinLeafSql}
    where ${leafSql.is_one} and ${key} and ${visibleSql(visibility)}`.execute(em.getKysely());
  return rows[0] && withUserAgent(rows[0]);
}

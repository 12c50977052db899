import type { EntityManager } from '@mikro-orm/postgresql';
import { type Checkpoint, rootOfConsistency } from '@timetracker/log';
import { consistencyPath } from './proofs.ts';

type Point = Pick<Checkpoint, 'size' | 'root'>;

/** Whether the tree of a checkpoint is proved to continue that of an older one. */
export async function checkConsistency(em: EntityManager, newer: Point, older: Point): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return older.root === newer.root;
  if (older.size === 0) return true;
  const path = await consistencyPath(em, older.size, newer.size);
  const proof = { from: older.size, from_root: older.root, to: newer.size, path };
  return rootOfConsistency(proof) === newer.root;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import {
  consistencyParts,
  type Hash,
  inclusionParts,
  type LeafRange,
  peaksOf,
  rootOver,
  subtreesOf,
} from '@timetracker/log';
import { fastNodeHash } from '@timetracker/log/node';
import { subtreeHashes } from './log-nodes.ts';

/**
 * The hashes that prove a leaf to be in the tree of a size (RFC 6962, 2.1.1).
 * @param index from 0 to before size
 * @param size at most that of the newest checkpoint
 */
export const inclusionPath = (em: EntityManager, index: number, size: number): Promise<Hash[]> =>
  rangeRoots(em, inclusionParts(index, size));

/** The hashes that prove the tree of a size to be the beginning of a bigger one (RFC 6962, 2.1.2). */
export const consistencyPath = (em: EntityManager, from: number, to: number): Promise<Hash[]> =>
  rangeRoots(em, consistencyParts(from, to));

/** The root of the tree at a size that is sealed, not necessarily one with a checkpoint. */
export const rootAt = async (em: EntityManager, size: number): Promise<Hash> =>
  rootOver(await subtreeHashes(em, peaksOf(size)), fastNodeHash);

async function rangeRoots(em: EntityManager, ranges: readonly LeafRange[]): Promise<Hash[]> {
  const subtrees = ranges.map(subtreesOf);
  const hashes = await subtreeHashes(em, subtrees.flat());
  return subtrees.map(({ length }) => rootOver(hashes.splice(0, length), fastNodeHash));
}

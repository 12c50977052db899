import { emptyRoot, type Hash, type NodeHash, nodeHash } from './hash.ts';

/** A complete subtree: it covers the 2^level leaves from index × 2^level on. */
export interface Subtree {
  level: number;
  index: number;
}

/** A complete subtree and its root. */
export interface SubtreeNode extends Subtree {
  hash: Hash;
}

/** The tree of RFC 6962 while leaves are added to it, kept as the roots of its complete subtrees: 53 at the most. */
export interface GrowingTree {
  /** How many leaves there are. */
  readonly size: number;
  /** @returns the subtrees that became complete, upwards from level 1 */
  append: (leaf: Hash) => SubtreeNode[];
  root: () => Hash;
}

/**
 * The complete subtrees that together are the first `size` leaves, from left to right: one for each bit of the size.
 * Their roots are what a tree can be continued from.
 */
export function peaksOf(size: number): Subtree[] {
  const peaks: Subtree[] = [];
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / 2))
    if (rest % 2 === 1) peaks.unshift({ level, index: rest - 1 });
  return peaks;
}

/** The root over complete subtrees that stand beside each other, the bigger ones to the left. */
export function rootOver(hashes: readonly Hash[], hashNodes: NodeHash = nodeHash): Hash {
  const [last, ...before] = hashes.toReversed();
  return last === undefined ? emptyRoot : before.reduce((root, peak) => hashNodes(peak, root), last);
}

/**
 * A tree to add leaves to.
 * @param from the size to continue from, with the hashes of {@link peaksOf} it
 */
export function growTree(
  from: { size: number; peaks: readonly Hash[] } = { size: 0, peaks: [] },
  hashNodes: NodeHash = nodeHash,
): GrowingTree {
  let size = from.size;
  const peaks = [...from.peaks];
  return {
    get size() {
      return size;
    },
    append: (leaf) => {
      const completed: SubtreeNode[] = [];
      let hash = leaf;
      // The new leaf closes as many subtrees as the size has ones at its end.
      for (let level = 1, rest = size; rest % 2 === 1; level++) {
        rest = (rest - 1) / 2;
        const left = peaks.pop();
        if (left === undefined) throw new Error('A tree has a peak for every bit of its size');
        hash = hashNodes(left, hash);
        completed.push({ level, index: rest, hash });
      }
      peaks.push(hash);
      size++;
      return completed;
    },
    root: () => rootOver(peaks, hashNodes),
  };
}

/** The root over the given leaves. */
export function rootOf(leaves: Iterable<Hash>, hashNodes: NodeHash = nodeHash): Hash {
  const tree = growTree(undefined, hashNodes);
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

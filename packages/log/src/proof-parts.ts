import { peaksOf, type Subtree } from './growing-tree.ts';

/** Leaves from `start` to before `end`, which stand below one node of the tree. */
export interface LeafRange {
  start: number;
  end: number;
}

/** The largest power of two below a number above one. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/**
 * What an inclusion proof consists of: the ranges whose roots are its hashes, in its order (RFC 6962, 2.1.1, PATH).
 * @param index of the leaf, from 0 to before size
 */
export function inclusionParts(index: number, size: number): LeafRange[] {
  const parts: LeafRange[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      parts.unshift({ start: middle, end });
      end = middle;
    } else {
      parts.unshift({ start, end: middle });
      start = middle;
    }
  }
  return parts;
}

/**
 * What a consistency proof consists of, in its order (RFC 6962, 2.1.2, PROOF). Empty for equal sizes.
 * @param from the smaller size, at least 1
 */
export function consistencyParts(from: number, to: number): LeafRange[] {
  const parts: LeafRange[] = [];
  let start = 0;
  let end = to;
  while (from < end) {
    const middle = start + splitOf(end - start);
    if (from <= middle) {
      parts.unshift({ start: middle, end });
      end = middle;
    } else {
      parts.unshift({ start, end: middle });
      start = middle;
    }
  }
  // The old tree's own root needs no telling when it is a node of the new tree.
  return start === 0 ? parts : [{ start, end }, ...parts];
}

/** The complete subtrees that a range of a tree consists of, from left to right. */
export const subtreesOf = ({ start, end }: LeafRange): Subtree[] =>
  peaksOf(end - start).map(({ level, index }) => ({ level, index: start / 2 ** level + index }));

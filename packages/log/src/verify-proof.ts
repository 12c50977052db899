import { type Hash, nodeHash } from './hash.ts';

export interface InclusionProof {
  leaf: Hash;
  /** The leaf's place, counted from 0. */
  index: number;
  size: number;
  /** The hashes beside the way from the leaf to the root. */
  path: readonly Hash[];
}

export interface ConsistencyProof {
  from: number;
  from_root: Hash;
  to: number;
  path: readonly Hash[];
}

const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);

/** From one node to the one above it. */
export interface PathStep {
  /** The hash that stands beside the node, and where. */
  beside: Hash;
  side: 'left' | 'right';
  /** The node above both. */
  node: Hash;
}

/**
 * The way from a leaf to the root, from the leaf on (RFC 9162, 2.1.3.2); undefined when the path is of the wrong length.
 * Empty for the only leaf of a tree.
 */
export function wayToRoot({ leaf, index, size, path }: InclusionProof): PathStep[] | undefined {
  if (!Number.isSafeInteger(index) || index < 0 || !(index < size)) return undefined;
  const steps: PathStep[] = [];
  let place = index;
  let last = size - 1;
  let node = leaf;
  for (const beside of path) {
    if (last === 0) return undefined;
    const side = isOdd(place) || place === last ? 'left' : 'right';
    node = side === 'left' ? nodeHash(beside, node) : nodeHash(node, beside);
    // The last of an odd number of nodes goes up as it is, until it has one to its left.
    if (side === 'left')
      while (!isOdd(place) && place > 0) {
        place = half(place);
        last = half(last);
      }
    steps.push({ beside, side, node });
    place = half(place);
    last = half(last);
  }
  return last === 0 ? steps : undefined;
}

/**
 * The root that an inclusion proof leads to; undefined for one of the wrong length. It proves something when it is the
 * root of a checkpoint of that size.
 */
export function rootOfInclusion(proof: InclusionProof): Hash | undefined {
  const steps = wayToRoot(proof);
  return steps && (steps.at(-1)?.node ?? proof.leaf);
}

/**
 * The root of the bigger tree that a consistency proof leads to (RFC 9162, 2.1.4.2); undefined when it does not lead to
 * the smaller tree's root. It proves something when both roots are those of checkpoints.
 */
export function rootOfConsistency({ from, from_root, to, path }: ConsistencyProof): Hash | undefined {
  if (!Number.isSafeInteger(from) || from < 1 || !(from <= to)) return undefined;
  if (from === to) return path.length === 0 ? from_root : undefined;
  let place = from - 1;
  let last = to - 1;
  while (isOdd(place)) {
    place = half(place);
    last = half(last);
  }
  const [first, ...rest] = place === 0 ? [from_root, ...path] : path;
  if (first === undefined) return undefined;
  let old = first;
  let root = first;
  for (const hash of rest) {
    if (last === 0) return undefined;
    if (isOdd(place) || place === last) {
      old = nodeHash(hash, old);
      root = nodeHash(hash, root);
      while (!isOdd(place) && place > 0) {
        place = half(place);
        last = half(last);
      }
    } else root = nodeHash(root, hash);
    place = half(place);
    last = half(last);
  }
  return last === 0 && old === from_root ? root : undefined;
}

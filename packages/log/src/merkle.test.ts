import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growTree, peaksOf, rootOf, rootOver } from './growing-tree.ts';
import { emptyRoot, type Hash, leafHash, nodeHash } from './hash.ts';
import { consistencyParts, inclusionParts, type LeafRange, subtreesOf } from './proof-parts.ts';
import { rootOfConsistency, rootOfInclusion, wayToRoot } from './verify-proof.ts';

// The reference tree of the Certificate Transparency project, with its published roots and proofs.
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const inclusions: [index: number, size: number, path: Hash[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];
const consistencies: [from: number, to: number, path: Hash[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

const published = entries.map((entry) => leafHash(Buffer.from(entry, 'hex')));
const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => leafHash(`entry ${index}`));

/** RFC 6962, 2.1, word for word, with another library. */
function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest('hex');
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const sides = naiveRoot(leaves.slice(0, split)) + naiveRoot(leaves.slice(split));
  return createHash('sha256')
    .update(Buffer.from(`01${sides}`, 'hex'))
    .digest('hex');
}

const rangeRoots = (leaves: readonly Hash[], parts: readonly LeafRange[]) =>
  parts.map(({ start, end }) => naiveRoot(leaves.slice(start, end)));

test('roots are the published ones', () => {
  expect(emptyRoot).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(rootOf([])).toBe(emptyRoot);
  for (const [index, root] of roots.entries()) expect(rootOf(published.slice(0, index + 1))).toBe(root);
});

test.each(inclusions)('the inclusion proof of leaf %i among %i is the published one', (index, size, path) => {
  expect(rangeRoots(published, inclusionParts(index, size))).toEqual(path);
  expect(rootOfInclusion({ leaf: published[index] ?? '', index, size, path })).toBe(roots[size - 1]);
});

test.each(consistencies)('the consistency proof from %i to %i is the published one', (from, to, path) => {
  expect(rangeRoots(published, consistencyParts(from, to))).toEqual(path);
  expect(rootOfConsistency({ from, from_root: roots[from - 1] ?? '', to, path })).toBe(roots[to - 1]);
});

test('a tree has the root that the definition says, whatever size it was continued from', () => {
  fc.assert(
    fc.property(fc.nat(70), fc.nat(70), (first, more) => {
      const leaves = leavesOf(first + more);
      const peaks = peaksOf(first).map(({ level, index }) =>
        naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
      );
      const tree = growTree({ size: first, peaks });
      expect(tree.root()).toBe(naiveRoot(leaves.slice(0, first)));
      for (const leaf of leaves.slice(first))
        for (const { level, index, hash } of tree.append(leaf))
          expect(hash).toBe(naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
      expect(tree).toMatchObject({ size: leaves.length });
      expect(tree.root()).toBe(naiveRoot(leaves));
    }),
    { numRuns: 200 },
  );
});

test('every inclusion proof of every small tree holds, and with anything changed it does not', () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = leavesOf(size);
    const root = naiveRoot(leaves);
    for (const [index, leaf] of leaves.entries()) {
      const proof = { leaf, index, size, path: rangeRoots(leaves, inclusionParts(index, size)) };
      expect(rootOfInclusion(proof)).toBe(root);
      expect(rootOfInclusion({ ...proof, leaf: leafHash('other') })).not.toBe(root);
      expect(rootOfInclusion({ ...proof, path: [...proof.path, root] })).toBeUndefined();
      expect(rootOfInclusion({ ...proof, index: size })).toBeUndefined();
      if (size > 1) {
        expect(rootOfInclusion({ ...proof, index: (index + 1) % size })).not.toBe(root);
        expect(rootOfInclusion({ ...proof, path: proof.path.slice(1) })).not.toBe(root);
        expect(rootOfInclusion({ ...proof, path: proof.path.with(0, leafHash('other')) })).not.toBe(root);
      }
    }
  }
});

test('the way to the root has on each level what stands beside it, on the side where it stands', () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = leavesOf(size);
    for (const [index, leaf] of leaves.entries()) {
      const parts = inclusionParts(index, size);
      const way = wayToRoot({ leaf, index, size, path: rangeRoots(leaves, parts) });
      expect(way?.map(({ side }) => side)).toEqual(
        parts.map(({ start }) => (start < index ? 'left' : 'right')),
      );
      expect(way?.map(({ beside }) => beside)).toEqual(rangeRoots(leaves, parts));
    }
  }
});

test('every consistency proof between small trees holds, and with anything changed it does not', () => {
  const leaves = leavesOf(40);
  const rootAt = leaves.map((_, index) => naiveRoot(leaves.slice(0, index + 1)));
  for (let to = 1; to <= leaves.length; to++) {
    for (let from = 1; from <= to; from++) {
      const path = rangeRoots(leaves, consistencyParts(from, to));
      const proof = { from, from_root: rootAt[from - 1] ?? '', to, path };
      const root = rootAt[to - 1];
      expect(rootOfConsistency(proof)).toBe(root);
      expect(rootOfConsistency({ ...proof, path: [...path, root ?? ''] })).toBeUndefined();
      if (from === to) continue;
      expect(rootOfConsistency({ ...proof, from_root: leafHash('other') })).not.toBe(root);
      expect(rootOfConsistency({ ...proof, path: path.slice(1) })).not.toBe(root);
      for (const place of path.keys())
        expect(rootOfConsistency({ ...proof, path: path.with(place, leafHash('other')) })).not.toBe(root);
    }
  }
});

test('a range of a tree is made of complete subtrees, also far beyond 32 bits', () => {
  const leaves = leavesOf(100);
  for (let index = 0; index < 100; index += 7) {
    for (const part of inclusionParts(index, 100)) {
      const hashes = subtreesOf(part).map(({ level, index: place }) =>
        naiveRoot(leaves.slice(place * 2 ** level, (place + 1) * 2 ** level)),
      );
      expect(rootOver(hashes)).toBe(naiveRoot(leaves.slice(part.start, part.end)));
    }
  }
  const size = 2 ** 40 + 2 ** 33 + 5;
  const path = inclusionParts(2 ** 40 + 2 ** 32, size).map(() => emptyRoot);
  const proof = { leaf: emptyRoot, index: 2 ** 40 + 2 ** 32, size, path };
  expect(rootOfInclusion(proof)).toMatch(/^[0-9a-f]{64}$/);
  expect(rootOfInclusion({ ...proof, path: path.slice(1) })).toBeUndefined();
  expect(nodeHash(emptyRoot, emptyRoot)).toBe(naiveRoot([emptyRoot, emptyRoot]));
});

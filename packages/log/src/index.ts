export { hashFromBase64, hashToBase64 } from './base64.ts';
export { type Checkpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
export {
  type GrowingTree,
  growTree,
  peaksOf,
  rootOf,
  rootOver,
  type Subtree,
  type SubtreeNode,
} from './growing-tree.ts';
export { type Hash, leafHash, textHash } from './hash.ts';
export {
  generateSigner,
  isKeyName,
  type NoteSigner,
  type NoteVerifier,
  parseSigner,
  parseVerifier,
  verifierOf,
} from './note-keys.ts';
export { consistencyParts, inclusionParts, type LeafRange, subtreesOf } from './proof-parts.ts';
export { signNote } from './signed-note.ts';
export { type PathStep, rootOfConsistency, rootOfInclusion, wayToRoot } from './verify-proof.ts';

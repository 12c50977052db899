export { fastCheck, fastNodeHash } from './fast-hash.ts';
export { type Leaf, leafHash, newLeaves } from './leaf.ts';
export { ensureSealKey, readSealKey, type SealKeyPlaces, writeSealKey } from './seal-key.ts';

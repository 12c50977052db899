import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** A SHA-256 hash as 64 hexadecimal digits. */
export type Hash = string;

/** How two nodes become the one above them. */
export type NodeHash = (left: Hash, right: Hash) => Hash;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256 of a text in UTF-8. */
export const textHash = (text: string): Hash => bytesToHex(sha256(utf8ToBytes(text)));

/** The leaf of an entry (RFC 6962, 2.1); a text counts in UTF-8. */
export const leafHash = (entry: string | Uint8Array): Hash =>
  bytesToHex(sha256(concatBytes(LEAF, typeof entry === 'string' ? utf8ToBytes(entry) : entry)));

/** The node above two others (RFC 6962, 2.1). */
export const nodeHash: NodeHash = (left, right) =>
  bytesToHex(sha256(concatBytes(NODE, hexToBytes(left), hexToBytes(right))));

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Hash = textHash('');

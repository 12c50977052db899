import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Hash } from './hash.ts';

/** Bytes as base64 (RFC 4648, 4), in browsers and servers alike. */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** The bytes of a base64 text; undefined unless it is the one spelling that they have. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const HASH_BYTES = 32;

/** A hash as checkpoints and answers show it (RFC 6962, 4). */
export const hashToBase64 = (hash: Hash): string => toBase64(hexToBytes(hash));

/** The hash of a base64 text; undefined when it is none. */
export function hashFromBase64(text: string): Hash | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === HASH_BYTES ? bytesToHex(bytes) : undefined;
}

import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { NodeHash } from '../hash.ts';
import type { CheckSignature } from '../signed-note.ts';

/** The node above two others, with the platform's SHA-256: several times as fast, for trees of millions. */
export const fastNodeHash: NodeHash = (left, right) =>
  hash('sha256', Buffer.from(`01${left}${right}`, 'hex'), 'hex');

const keys = new Map<string, KeyObject>();

/** Checks a signature with the platform's Ed25519: many times as fast, for thousands of checkpoints. */
export const fastCheck: CheckSignature = (signature, message, publicKey) => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = keys.get(x) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  keys.set(x, key);
  return verify(null, message, key, signature);
};

import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';

/** A key that notes are checked with (C2SP signed-note). */
export interface NoteVerifier {
  /** The key's name; for a log, its origin. */
  name: string;
  /** Tells keys of one name apart: eight hexadecimal digits. */
  id: string;
  publicKey: Uint8Array;
  /** The key as it is handed on: `name+id+base64`. */
  text: string;
}

/** A key that notes are signed with. */
export interface NoteSigner {
  verifier: NoteVerifier;
  sign: (message: Uint8Array) => Uint8Array;
}

const ED25519 = Uint8Array.of(1);
const KEY_BYTES = 32;
const PRIVATE = 'PRIVATE+KEY+';
const NEWLINE = '\n';

/** Whether a text can name a key: not empty, no blanks, no plus sign. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{Cc}]+$/u.test(name) && name.isWellFormed();

/** The verifier of a public key. */
export function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const key = concatBytes(ED25519, publicKey);
  const id = bytesToHex(sha256(concatBytes(utf8ToBytes(name + NEWLINE), key)).subarray(0, 4));
  return { name, id, publicKey, text: `${name}+${id}+${toBase64(key)}` };
}

/** Name, id and key of `name+id+base64`; base64 may hold plus signs itself. */
function parts(text: string): { name: string; id: string; key: Uint8Array } | undefined {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text) ?? [];
  if (name === undefined || id === undefined || base64 === undefined || !isKeyName(name)) return undefined;
  const bytes = fromBase64(base64);
  if (bytes?.length !== ED25519.length + KEY_BYTES || bytes[0] !== ED25519[0]) return undefined;
  return { name, id, key: bytes.subarray(ED25519.length) };
}

/** The verifier of a text `name+id+base64`; undefined unless it is an Ed25519 key with the id that it must have. */
export function parseVerifier(text: string): NoteVerifier | undefined {
  const found = parts(text.trim());
  const verifier = found && verifierOf(found.name, found.key);
  return verifier?.id === found?.id ? verifier : undefined;
}

/** The signer of a text `PRIVATE+KEY+name+id+base64`; undefined unless it is one. */
export function parseSigner(text: string): NoteSigner | undefined {
  const trimmed = text.trim();
  const found = trimmed.startsWith(PRIVATE) ? parts(trimmed.slice(PRIVATE.length)) : undefined;
  if (!found) return undefined;
  const verifier = verifierOf(found.name, ed25519.getPublicKey(found.key));
  if (verifier.id !== found.id) return undefined;
  return { verifier, sign: (message) => ed25519.sign(message, found.key) };
}

/** A new signing key as the text that {@link parseSigner} reads. It is a secret. */
export function generateSigner(name: string): string {
  const { secretKey, publicKey } = ed25519.keygen();
  return `${PRIVATE}${name}+${verifierOf(name, publicKey).id}+${toBase64(concatBytes(ED25519, secretKey))}`;
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';
import type { NoteSigner, NoteVerifier } from './note-keys.ts';

/** Whether a signature of a message is that of a public key (Ed25519). */
export type CheckSignature = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

/** A note as it was read; nothing is known about its signatures. */
export interface ParsedNote {
  /** What is signed, up to its last line break. */
  text: string;
  signatures: { name: string; id: string; signature: Uint8Array }[];
}

const ID_BYTES = 4;
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/;

const checkEd25519: CheckSignature = (signature, message, publicKey) => {
  try {
    return ed25519.verify(signature, message, publicKey);
  } catch {
    return false;
  }
};

/**
 * A text and its signature as a note (C2SP signed-note).
 * @param text ends with a line break
 */
export function signNote(text: string, signer: NoteSigner): string {
  const { name, id } = signer.verifier;
  const signature = toBase64(concatBytes(hexToBytes(id), signer.sign(utf8ToBytes(text))));
  return `${text}\n\u2014 ${name} ${signature}\n`;
}

/** A note's text and signatures; undefined when it is no note. */
export function parseNote(note: string): ParsedNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n') || !note.isWellFormed()) return undefined;
  const signatures: ParsedNote['signatures'] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = base64 === undefined ? undefined : fromBase64(base64);
    if (name === undefined || bytes === undefined || bytes.length <= ID_BYTES) return undefined;
    signatures.push({
      name,
      id: bytesToHex(bytes.subarray(0, ID_BYTES)),
      signature: bytes.subarray(ID_BYTES),
    });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/**
 * The verifier that vouches for a note. Signatures of unknown keys do not count; one of a known key that does not hold
 * spoils the note.
 * @returns undefined when nobody vouches for it
 */
export function verifierOfNote(
  note: ParsedNote,
  verifiers: readonly NoteVerifier[],
  check: CheckSignature = checkEd25519,
): NoteVerifier | undefined {
  const message = utf8ToBytes(note.text);
  let found: NoteVerifier | undefined;
  for (const { name, id, signature } of note.signatures) {
    const verifier = verifiers.find((known) => known.name === name && known.id === id);
    if (!verifier) continue;
    if (!check(signature, message, verifier.publicKey)) return undefined;
    found ??= verifier;
  }
  return found;
}

import { hashFromBase64, hashToBase64 } from './base64.ts';
import type { Hash } from './hash.ts';
import type { NoteSigner, NoteVerifier } from './note-keys.ts';
import { type CheckSignature, parseNote, signNote, verifierOfNote } from './signed-note.ts';

/** What a checkpoint says: this log had this root when it had this many entries (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Names the log, for ever. */
  origin: string;
  size: number;
  root: Hash;
}

/** The checkpoint as a signed note; its origin is the name of the key. */
export const signCheckpoint = ({ size, root }: Omit<Checkpoint, 'origin'>, signer: NoteSigner): string =>
  signNote(`${signer.verifier.name}\n${size}\n${hashToBase64(root)}\n`, signer);

/** What the text of a note says as a checkpoint; undefined when it is none. Further lines are left alone. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, base64] = text.split('\n');
  const root = base64 === undefined ? undefined : hashFromBase64(base64);
  if (!origin || size === undefined || !/^(0|[1-9]\d{0,14})$/.test(size) || root === undefined)
    return undefined;
  return { origin, size: Number(size), root };
}

/** What became of reading a checkpoint. */
export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint; verifier: NoteVerifier }
  /** Not a checkpoint at all, or nobody who is known vouches for it. */
  | { ok: false; problem: 'unreadable' | 'unsigned' };

/** Reads a checkpoint and checks its signature. The key must bear the name of the log. */
export function openCheckpoint(
  note: string,
  verifiers: readonly NoteVerifier[],
  check?: CheckSignature,
): OpenedCheckpoint {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return { ok: false, problem: 'unreadable' };
  const own = verifiers.filter(({ name }) => name === checkpoint.origin);
  const verifier = verifierOfNote(parsed, own, check);
  return verifier ? { ok: true, checkpoint, verifier } : { ok: false, problem: 'unsigned' };
}

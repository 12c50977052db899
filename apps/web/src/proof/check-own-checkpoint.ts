import {
  type Checkpoint,
  type Hash,
  hashFromBase64,
  type NoteVerifier,
  openCheckpoint,
  rootOfConsistency,
} from '@timetracker/log';
import type { ConsistencyProofOutput } from '@timetracker/shared';
import type { Check } from './check.ts';

/** Asks for the consistency proof; undefined when the log has not that many entries. */
export type AskConsistency = (from: number, to: number) => Promise<ConsistencyProofOutput | undefined>;

/** A note as it was pasted, with the line breaks that it was signed with. */
const asSigned = (pasted: string) => `${pasted.replaceAll('\r\n', '\n').trim()}\n`;

/**
 * Compares a checkpoint that somebody kept with one of now: are both signed, and is the smaller log the beginning of the
 * bigger one?
 * @param pasted and now: signed notes
 * @param verifiers the keys to believe
 * @throws what asking throws
 */
export async function checkOwnCheckpoint(
  pasted: string,
  now: string,
  verifiers: readonly NoteVerifier[],
  ask: AskConsistency,
): Promise<Check[]> {
  const own = openCheckpoint(asSigned(pasted), verifiers);
  const title = 'proof.own.seal';
  if (!own.ok) return [{ title, result: 'fails', says: `proof.own.seal.${own.problem}` }];
  const ownSeal: Check = { title, result: 'holds', says: 'proof.own.seal.holds' };
  const current = openCheckpoint(now, verifiers);
  if (!current.ok) return [ownSeal, { title: 'proof.own.now', result: 'fails', says: 'proof.own.now.fails' }];
  if (own.checkpoint.origin !== current.checkpoint.origin)
    return [{ title, result: 'fails', says: 'proof.own.seal.elsewhere' }];
  return [
    ownSeal,
    { title: 'proof.own.now', result: 'holds', says: 'proof.own.now.holds' },
    await checkGrowth(own.checkpoint, current.checkpoint, ask),
  ];
}

async function checkGrowth(own: Checkpoint, now: Checkpoint, ask: AskConsistency): Promise<Check> {
  const title = 'proof.own.growth';
  const [older, newer] = own.size <= now.size ? [own, now] : [now, own];
  if (older.size === 0) return { title, result: 'open', says: 'proof.own.growth.empty' };
  const proof = older.size === newer.size ? { path: [] } : await ask(older.size, newer.size);
  if (!proof) return { title, result: 'fails', says: 'proof.own.growth.ahead' };
  if (newerRoot(older, newer.size, proof.path) !== newer.root)
    return { title, result: 'fails', says: 'proof.own.growth.fails' };
  if (older.size === newer.size) return { title, result: 'holds', says: 'proof.own.growth.same' };
  return own === older
    ? { title, result: 'holds', says: 'proof.own.growth.holds' }
    : { title, result: 'holds', says: 'proof.own.growth.newer' };
}

/** The root that the log of `to` has when it continues the older one; undefined when it does not. */
function newerRoot(older: Checkpoint, to: number, path: readonly string[]): Hash | undefined {
  const hashes = path.map(hashFromBase64).filter((hash) => hash !== undefined);
  if (hashes.length !== path.length) return undefined;
  return rootOfConsistency({ from: older.size, from_root: older.root, to, path: hashes });
}

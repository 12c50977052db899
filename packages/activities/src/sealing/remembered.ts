import type { EntityManager } from '@mikro-orm/postgresql';
import type { Hash, NoteSigner } from '@timetracker/log';
import { checkConsistency } from './check-consistency.ts';
import { ForkedLogError } from './forked-log-error.ts';
import type { LastSignedCheckpoint } from './last-signed-checkpoint.ts';
import { acceptedRestore, recallInDatabase, type TreeHead } from './log-memory.ts';

/** What was signed last, as one place has it. */
export interface Remembered extends TreeHead {
  place: string;
}

const DATABASE = 'the database';

/**
 * What was signed last, as the signer's file and the database have it. A file from before a restored backup was accepted
 * with the key gives way to what was accepted; by when it was written, so that an acceptance counts once and not again.
 * @throws {ForkedLogError} when the file is of another log
 */
export async function recall(
  tx: EntityManager,
  signer: NoteSigner,
  memory: LastSignedCheckpoint,
): Promise<Remembered[]> {
  const { place } = memory;
  const inDatabase = await recallInDatabase(tx);
  const inFile = await memory.recall();
  const shared = inDatabase ? [{ ...inDatabase, place: DATABASE }] : [];
  if (!inFile) return shared;
  if (inFile.origin !== signer.verifier.name) throw refusal({ ...inFile, place }, 'it has another name');
  const accepted = await acceptedRestore(tx, signer);
  if (!accepted || accepted.at <= inFile.since) return [{ ...inFile, place }, ...shared];
  await memory.putAside();
  await memory.remember(accepted.note);
  return [{ size: accepted.size, root: accepted.root, place }, ...shared];
}

/**
 * Makes sure that a tree continues what is remembered, as far as it reaches.
 * @param options `isWhole`: there is no more of the log than this
 * @throws {ForkedLogError}
 */
export async function checkContinued(
  tx: EntityManager,
  now: TreeHead,
  remembered: readonly Remembered[],
  { isWhole = false } = {},
): Promise<void> {
  for (const one of remembered) {
    if (one.size > now.size) {
      if (isWhole) throw refusal(one, `it has only ${now.size} activities`);
    } else if (!isWhole && !(await checkConsistency(tx, now, one)))
      throw refusal(one, 'it has other activities');
  }
}

/** Compares while a tree grows, because nodes of what is not sealed yet are not stored. */
export const checkReached =
  (remembered: readonly Remembered[]) =>
  (size: number, root: () => Hash): void => {
    for (const one of remembered)
      if (one.size === size && one.root !== root()) throw refusal(one, 'it has other activities');
  };

/** Says that nothing is signed, why, and what to do. */
const refusal = ({ size, place }: Remembered, why: string) =>
  new ForkedLogError(
    `The log does not continue the checkpoint of ${size} that was signed last (${place}): ${why}. ` +
      'Nothing is sealed. If you restored a backup, run activity checkpoint --after-restore; if not, somebody changed the database',
  );

import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvError } from '@timetracker/shared';
import { type Checkpoint, parseCheckpoint } from '@timetracker/shared/log';
import { readIfExists, writePrivateFile } from '../embedded/private-file.ts';
import { syncDirectory } from './sync-directory.ts';

/** What a signer signed last, kept where the database does not reach. */
export interface SignedMemory {
  /** Where it is kept, for people. */
  place: string;
  /** What was signed last; undefined when nothing was, or nobody remembers. */
  recall: () => Promise<Checkpoint | undefined>;
  /** Keeps a signed note, durably, before anybody else sees it. */
  remember: (note: string) => Promise<void>;
}

const fileIn = (dataDir: string) => join(dataDir, 'last-checkpoint');

/** The memory of the signers that share a DATA_DIR: its file `last-checkpoint`, beside the key. */
export function signedMemory(dataDir: string): SignedMemory {
  const place = fileIn(dataDir);
  return {
    place,
    recall: async () => {
      const note = await readIfExists(place);
      if (note === undefined) return undefined;
      const checkpoint = parseCheckpoint(note);
      if (checkpoint) return checkpoint;
      throw new EnvError(`${place}: is not a checkpoint, or was cut off`);
    },
    remember: async (note) => {
      await mkdir(dataDir, { recursive: true });
      await writePrivateFile(place, note);
      await syncDirectory(dataDir);
    },
  };
}

/**
 * Puts the memory aside, so that the log as it is now is the one that is signed on. For an operator who restored a backup.
 * @returns the file that it is in now; undefined when there was none
 */
export async function putMemoryAside(dataDir: string, now = new Date()): Promise<string | undefined> {
  const place = fileIn(dataDir);
  if ((await readIfExists(place)) === undefined) return undefined;
  const aside = `${place}.${now.toISOString().replaceAll(':', '-')}`;
  await rename(place, aside);
  await syncDirectory(dataDir);
  return aside;
}

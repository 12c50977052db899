import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, parseCheckpoint } from '@timetracker/log';
import { readIfExists, writePrivateFile } from '@timetracker/process';
import { EnvError } from '@timetracker/shared/env';
import { syncDirectory } from './sync-directory.ts';

/** What a signer knows that was signed last, kept where the database does not reach. */
export interface LastSignedCheckpoint {
  /** Where it is kept, for people. */
  place: string;
  /** What was signed last, and since when this is remembered; undefined when nothing was, or nobody remembers. */
  recall: () => Promise<(Checkpoint & { since: Date }) | undefined>;
  /** Keeps a signed note, durably, before anybody else sees it. */
  remember: (note: string) => Promise<void>;
  /** Keeps what is remembered as evidence, beside. @returns where it is now; undefined when there was nothing */
  putAside: () => Promise<string | undefined>;
}

/** The memory of the signers that share a DATA_DIR: its file `last-checkpoint`, beside the key. */
export function lastSignedCheckpoint(dataDir: string): LastSignedCheckpoint {
  const place = join(dataDir, 'last-checkpoint');
  return {
    place,
    recall: async () => {
      const note = await readIfExists(place);
      if (note === undefined) return undefined;
      const checkpoint = parseCheckpoint(note);
      if (checkpoint) return { ...checkpoint, since: (await stat(place)).mtime };
      throw new EnvError(`${place}: is not a checkpoint, or was cut off`);
    },
    remember: async (note) => {
      await mkdir(dataDir, { recursive: true });
      await writePrivateFile(place, note);
      await syncDirectory(dataDir);
    },
    putAside: async () => {
      if ((await readIfExists(place)) === undefined) return undefined;
      const aside = `${place}.${new Date().toISOString().replaceAll(':', '-')}`;
      await rename(place, aside);
      await syncDirectory(dataDir);
      return aside;
    },
  };
}

import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ForkedLogError, type StoredCheckpoint, syncDirectory } from '@timetracker/activities';

const DIGITS = 15;
/** What file systems without hard links say. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Writes each checkpoint into a file of its own, `checkpoint-000000000004711`, and the newest into `checkpoint`. A file of
 * a size is never written again.
 * @throws {ForkedLogError} when there is another checkpoint of that size
 */
export const anchorInDirectory =
  (directory: string) =>
  async ({ size, note }: StoredCheckpoint): Promise<void> => {
    await mkdir(directory, { recursive: true });
    const own = join(directory, `checkpoint-${String(size).padStart(DIGITS, '0')}`);
    const partial = join(directory, `.checkpoint.${randomUUID()}`);
    await writeFile(partial, note, { flush: true });
    try {
      await linkOrCompare(partial, own, note, size);
      await rename(partial, join(directory, 'checkpoint'));
    } finally {
      await rm(partial, { force: true });
    }
    await syncDirectory(directory);
  };

/** Under another key, the same text has another signature: that contradicts nothing. */
const textOf = (note: string) => note.split('\n\n', 1)[0];

async function linkOrCompare(partial: string, own: string, note: string, size: number): Promise<void> {
  try {
    await link(partial, own).catch((error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.has(error.code ?? '')) throw error;
      return copyFile(partial, own, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (textOf(await readFile(own, 'utf8')) !== textOf(note))
      throw new ForkedLogError(`ANCHOR_DIR has another checkpoint of ${size}; it is left as it is`);
  }
}

/** The note of the biggest size that a directory has: by the names, which nobody else writes. */
export const newestInDirectory = (directory: string) => async (): Promise<string | undefined> => {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => /^checkpoint-\d{15}$/.test(name))
    .toSorted()
    .at(-1);
  return newest === undefined ? undefined : readFile(join(directory, newest), 'utf8');
};

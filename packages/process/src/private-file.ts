import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

/** Writes a file that only its owner may read; readers see the old or the new content, never a part of it. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  const partial = `${path}.${randomUUID()}`;
  await writeFile(partial, content, { mode: 0o600, flush: true });
  await rename(partial, path);
}

/** The content of a file, `undefined` when there is none. */
export async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

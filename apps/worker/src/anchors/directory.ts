import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredCheckpoint } from '@timetracker/db';

const DIGITS = 15;

/** Writes each checkpoint into a file of its own, `checkpoint-000000000004711`, and the newest into `checkpoint`. */
export const anchorInDirectory =
  (directory: string) =>
  async ({ size, note }: StoredCheckpoint): Promise<void> => {
    await mkdir(directory, { recursive: true });
    for (const name of [`checkpoint-${String(size).padStart(DIGITS, '0')}`, 'checkpoint']) {
      const partial = join(directory, `.${name}.${randomUUID()}`);
      await writeFile(partial, note, { flush: true });
      await rename(partial, join(directory, name));
    }
  };

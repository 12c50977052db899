import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps an e-mail as a file that only this account may read, and that is there whole or not at all.
 * @param folder made when it is missing
 * @param name without ending; the same name again replaces the file
 */
export async function keepMail(folder: string, name: string, message: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.eml`);
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, message, { mode: 0o600, flush: true });
  await rename(partial, file);
}

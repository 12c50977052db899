import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EnvError } from '@timetracker/shared/env';

/**
 * Makes sure, at the start, that files can be written to a directory that a setting names, or that it can be created. Nothing
 * stays there.
 * @throws {EnvError} with one line that names the setting
 */
export async function requireWritable(variable: string, directory: string): Promise<void> {
  try {
    const probe = join(await nearest(resolve(directory)), `.probe-${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe, { force: true });
  } catch (error) {
    throw new EnvError(
      `${variable}: ${directory} cannot be written to (${codeOf(error)}): let this user write there, or name another directory`,
    );
  }
}

/** The directory itself, or the one in which it, or what leads to it, would be created. */
async function nearest(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return nearest(dirname(path));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const generated = new Set(['node_modules', 'dist', '.turbo']);

/**
 * A hash of the names and contents of files, in hexadecimal.
 * @param root directory that the paths start from
 * @param paths files, and directories, which count with all they hold except tests and what is generated
 */
export async function hashFiles(root: string, paths: string[]): Promise<string> {
  const patterns = paths.flatMap((path) => [path, `${path}/**`]);
  const names: string[] = [];
  const exclude = (entry: { name: string }) => generated.has(entry.name) || /\.test\.tsx?$/.test(entry.name);
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true, exclude })) {
    if (entry.isFile()) names.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    hash
      .update(`${name.slice(root.length)}\0`)
      .update(await readFile(name))
      .update('\0');
  }
  return hash.digest('hex');
}

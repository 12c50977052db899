import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const generated = new Set(['node_modules', 'dist', '.turbo']);

/**
 * A hash of the names and contents of files, in hexadecimal. It reads without waiting in between: every start does this
 * before anything else, and a thousand small files take several times as long one promise after another.
 * @param root directory that the paths start from
 * @param paths files, and directories, which count with all they hold except tests and what is generated
 */
export function hashFiles(root: string, paths: string[]): string {
  const hash = createHash('sha256');
  for (const name of paths.flatMap((path) => filesAt(root, path)).sort()) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

const filesAt = (root: string, path: string): string[] =>
  statSync(join(root, path)).isDirectory() ? filesBelow(root, path) : [path];

function filesBelow(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

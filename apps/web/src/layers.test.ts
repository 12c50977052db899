import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import layers from '../layers.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..', '..');

/** The folder directly below `root` that a path is in; `.` for a file of the root itself. */
const folderOf = (path: string, root: string) => {
  const [folder = '.', ...rest] = relative(root, path).split(sep);
  return rest.length === 0 ? '.' : folder;
};

const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );

test.each(Object.entries(layers))('in %s every folder imports from lower layers only', (path, order) => {
  const source = join(root, path);
  const layerOf = (folder: string) => order.findIndex((layer) => layer.includes(folder));
  const files = globSync('**/*.{ts,tsx}', { cwd: source })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => join(source, file));
  const upward = files.flatMap((file) => {
    const from = folderOf(file, source);
    return importsOf(file)
      .filter((imported) => !relative(source, imported).startsWith('..'))
      .map((imported) => folderOf(imported, source))
      .filter((to) => to !== from && layerOf(to) >= layerOf(from))
      .map((to) => `${relative(source, file)} → ${to}`);
  });
  const folders = new Set(files.map((file) => folderOf(file, source)));
  expect(upward).toEqual([]);
  expect([...folders].filter((folder) => layerOf(folder) === -1)).toEqual([]);
});

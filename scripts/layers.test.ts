import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import layers from './layers.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

interface Package {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const SCOPE = '@timetracker/';
const shortName = (name: string) => name.slice(SCOPE.length);

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
    .filter((file) => !/\.test\.tsx?$|(?:^|\/)test-[^/]*$|^testing\.ts$/.test(file))
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

/** Packages and apps, lowest first; those beside each other do not depend on each other. */
const packages = [
  ['shared', 'migrating'],
  ['process', 'queue'],
  ['log', 'embedded-postgres'],
  ['db'],
  ['activities', 'accounts'],
  ['privacy', 'demo'],
  ['api', 'worker'],
  ['cli', 'supervisor', 'web'],
  ['tests'],
];

test('every package depends on lower ones only', () => {
  const layerOf = (name: string) => packages.findIndex((layer) => layer.includes(name));
  const upward = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root }).flatMap(
    (file) => {
      const { name, dependencies, devDependencies } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      ) as Package;
      const from = layerOf(shortName(name));
      expect(from, name).not.toBe(-1);
      return Object.keys({ ...dependencies, ...devDependencies })
        .filter((other) => other.startsWith(SCOPE) && layerOf(shortName(other)) >= from)
        .map((other) => `${name} → ${other}`);
    },
  );
  expect(upward).toEqual([]);
});

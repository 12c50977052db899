import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Build, ensureBuilt } from './ensure-built.ts';
import { root } from './root.ts';

let directory: string;
let build: Build;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'timetracker-build-'));
  const at = (path: string) => relative(root, join(directory, path));
  await mkdir(join(directory, 'src'));
  await mkdir(join(directory, 'dist'));
  await writeFile(join(directory, 'src', 'main.ts'), 'one');
  // Says in its output how often it was built.
  const program = `
    const { appendFileSync, existsSync } = require('node:fs');
    if (existsSync('src/broken.ts')) { console.log('src/broken.ts: no'); process.exit(2); }
    appendFileSync('dist/main.js', 'built ');`;
  build = {
    what: 'The thing',
    inputs: [at('src')],
    outputs: [at('dist/main.js')],
    stampFile: at('dist/.built-from'),
    args: ['-e', program],
    cwd: at('.'),
  };
});

afterEach(() => rm(directory, { recursive: true }));

const ensure = () => ensureBuilt(build, new AbortController().signal);
const output = () => readFile(join(directory, 'dist', 'main.js'), 'utf8');

test('it is built once for the present source, and again when that has changed', async () => {
  await ensure();
  await ensure();
  expect(await output()).toBe('built ');
  await writeFile(join(directory, 'src', 'main.ts'), 'two');
  await ensure();
  expect(await output()).toBe('built built ');
});

test('of several at once, one builds it, and the others wait for it', async () => {
  await Promise.all([ensure(), ensure(), ensure()]);
  expect(await output()).toBe('built ');
});

test('it is built again when what was built is gone', async () => {
  await ensure();
  await rm(join(directory, 'dist', 'main.js'));
  await ensure();
  expect(await output()).toBe('built ');
});

test('a build that fails is told, and tried again whatever is there', async () => {
  await ensure();
  await writeFile(join(directory, 'src', 'broken.ts'), '');
  await expect(ensure()).rejects.toThrow('The thing could not be built: see above.');
  await rm(join(directory, 'src', 'broken.ts'));
  await ensure();
  expect(await output()).toBe('built built ');
});

test('a program that cannot be started is told as well', async () => {
  build = { ...build, cwd: `${build.cwd}/nowhere` };
  await expect(ensure()).rejects.toThrow(/^The thing could not be built: /);
});

import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashFiles } from './hash-files.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'timetracker-hash-'));
  await mkdir(join(root, 'web', 'src'), { recursive: true });
  await writeFile(join(root, 'web', 'src', 'main.ts'), 'one');
  await writeFile(join(root, 'lock.yaml'), 'two');
});

afterEach(() => rm(root, { recursive: true }));

const hash = () => hashFiles(root, ['web', 'lock.yaml']);

test('a hash changes with a content, a name, a new file, and with nothing else', async () => {
  const first = hash();
  expect(hash()).toBe(first);

  await writeFile(join(root, 'web', 'src', 'main.ts'), 'three');
  const changed = hash();
  await rename(join(root, 'web', 'src', 'main.ts'), join(root, 'web', 'src', 'index.ts'));
  const renamed = hash();
  await writeFile(join(root, 'web', 'src', 'more.ts'), '');
  const more = hash();
  await writeFile(join(root, 'lock.yaml'), 'four');
  const locked = hash();
  expect(new Set([first, changed, renamed, more, locked])).toHaveLength(5);
});

test('tests and what is generated do not count', async () => {
  const first = hash();
  for (const directory of ['node_modules', 'dist', '.turbo']) {
    await mkdir(join(root, 'web', directory));
    await writeFile(join(root, 'web', directory, 'file.ts'), 'generated');
  }
  await writeFile(join(root, 'web', 'src', 'main.test.ts'), 'test');
  expect(hash()).toBe(first);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** What a phone on a slow network has to load before it sees its dashboard. */
const MOST_BYTES = 180_000;

const dist = join(import.meta.dirname, '..', '..', '..', 'apps', 'web', 'dist');
const read = (file: string) => readFileSync(join(dist, file), 'utf8');
const inAssets = readdirSync(join(dist, 'assets'));

/** A file and all that it imports statically. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, imported] of read(join('assets', file)).matchAll(
    /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
  ))
    if (imported) withImports(imported, seen);
  return seen;
}

/** The scripts of index.html, and the chunks that the dashboard waits for: its page with the frame, and one language. */
const first = () => {
  const scripts = [...read('index.html').matchAll(/"\/assets\/([^"]+\.js)"/g)].map(([, file = '']) => file);
  const chunks = ['first-page', 'en'].map((name) => {
    const chunk = inAssets.find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
    if (!chunk) throw new Error(`The build has no chunk ${name}`);
    return chunk;
  });
  const files = new Set<string>();
  for (const file of [...scripts, ...chunks]) withImports(file, files);
  return [...files];
};

test('the script before the dashboard shows is within its budget', () => {
  const bytes = first().map((file) => gzipSync(readFileSync(join(dist, 'assets', file))).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});

test('no parser of messages, validator, chart or cryptography is in it', () => {
  const code = first()
    .map((file) => read(join('assets', file)))
    .join('\n');
  for (const foreign of ['ZodError', 'invalid_union', 'octothorpe"', 'recharts', 'isTorsionFree'])
    expect(code).not.toContain(foreign);
});

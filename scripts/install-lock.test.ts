import { appendFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../apps/supervisor/src/fixtures/run.ts';

let directory: string;
let lock: string;
let journal: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'timetracker-lock-'));
  lock = join(directory, 'lock');
  journal = join(directory, 'journal');
  await appendFile(journal, '');
});

afterEach(() => rm(directory, { recursive: true }));

/** A process that works under the lock and writes down when it begins and ends. */
function installer(): Promise<{ code: number | null; stderr: string }> {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { withInstallLock } from ${JSON.stringify(join(import.meta.dirname, 'install-lock.mjs'))};
    await withInstallLock(${JSON.stringify(lock)}, async () => {
      for (const word of ['begins', 'works', 'ends']) {
        appendFileSync(${JSON.stringify(journal)}, process.pid + ' ' + word + '\\n');
        await new Promise((resolve) => setImmediate(resolve));
      }
    });`;
  return run(['--input-type=module', '--eval', script], process.env).ended;
}

test('of several installations at the same time, each waits for the one before', async () => {
  const outcomes = await Promise.all([installer(), installer(), installer(), installer()]);
  expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: 4 }, () => ({ code: 0, stderr: '' })),
  );
  const lines = (await readFile(journal, 'utf8')).trim().split('\n');
  const turns = Array.from({ length: 4 }, (_, turn) => lines.slice(turn * 3, turn * 3 + 3));
  for (const turn of turns) {
    expect(turn.map((line) => line.split(' ')[1])).toEqual(['begins', 'works', 'ends']);
    expect(new Set(turn.map((line) => line.split(' ')[0])).size).toBe(1);
  }
  expect(await readdir(directory)).toEqual(['journal']);
});

test('the lock of a killed installation does not count, be its number free or taken by another process', async () => {
  const ended = run(['--version'], {});
  await ended.ended;
  await writeFile(lock, String(ended.pid));
  expect(await installer()).toMatchObject({ code: 0 });

  await writeFile(lock, String(process.pid));
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  expect(await installer()).toMatchObject({ code: 0 });
});

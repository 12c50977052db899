import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTests } from './test-counts.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'timetracker-counts-'));
});

afterEach(() => rm(directory, { recursive: true }));

async function count(files: { status: string; tests: string[] }[], succeeded: boolean) {
  const report = join(directory, 'report.json');
  const tests = files.flatMap((file) => file.tests);
  await writeFile(
    report,
    JSON.stringify({
      numPassedTests: tests.filter((status) => status === 'passed').length,
      testResults: files.map((file) => ({
        status: file.status,
        assertionResults: file.tests.map((status) => ({ status })),
      })),
    }),
  );
  return countTests(report, succeeded);
}

test('counts tests that passed and failed', async () => {
  const files = [
    { status: 'failed', tests: ['passed', 'failed', 'failed'] },
    { status: 'passed', tests: ['passed'] },
  ];
  expect(await count(files, false)).toEqual({ passed: 2, failed: 2 });
});

test('a test that was left out, and a file that could not be run, count as failed', async () => {
  const files = [
    { status: 'passed', tests: ['passed', 'pending'] },
    { status: 'failed', tests: [] },
  ];
  expect(await count(files, false)).toEqual({ passed: 1, failed: 2 });
});

test('a run that failed outside of its tests, and one without a report, count as one failure', async () => {
  expect(await count([{ status: 'passed', tests: ['passed'] }], false)).toEqual({ passed: 1, failed: 1 });
  expect(await countTests(join(directory, 'none.json'), true)).toEqual({ passed: 0, failed: 1 });
});

import { readFile } from 'node:fs/promises';

/** How many tests passed and failed. */
export interface TestCounts {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts the tests of vitest's JSON report. A test that was left out counts as failed, as does a file that could not be
 * run, and a run that failed for another reason (an error outside of any test), or left no report at all.
 * @param succeeded whether vitest's exit code was 0
 */
export async function countTests(reportFile: string, succeeded: boolean): Promise<TestCounts> {
  const report = await readFile(reportFile, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    () => undefined,
  );
  if (report === undefined) return { passed: 0, failed: 1 };
  const failed = report.testResults.flatMap(failures).length;
  return { passed: report.numPassedTests, failed: succeeded ? failed : Math.max(failed, 1) };
}

function failures({ status, assertionResults }: Report['testResults'][number]): unknown[] {
  const failed = assertionResults.filter((test) => test.status !== 'passed');
  return status === 'failed' && failed.length === 0 ? [status] : failed;
}

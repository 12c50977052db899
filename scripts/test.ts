import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopSignal } from '../apps/supervisor/src/stop-signal.ts';
import { runToEnd } from './test/run-to-end.ts';
import { countTests } from './test/test-counts.ts';

// `npm test`: lint, format, what is unused, and types, each counted as one test, then the tests. The last line is
// `N passed, N failed`.
// `npm test -- packages/shared/src/shorten.test.ts`, or whatever else vitest takes, runs the chosen tests alone.
const chosen = process.argv.slice(2);
const checks = [
  { name: 'lint', tasks: ['lint'] },
  { name: 'format', tasks: ['format:check'] },
  { name: 'unused', tasks: ['unused'] },
  { name: 'types', tasks: ['typecheck:node', 'typecheck:web'] },
];

const stopping = stopSignal();
const outcomes: boolean[] = [];
for (const { name, tasks } of chosen.length === 0 ? checks : []) {
  if (stopping.aborted) break;
  console.log(`\n── ${name}`);
  const args = ['run', ...tasks, '--continue', '--concurrency=100%', '--output-logs=errors-only'];
  outcomes.push(await runToEnd('turbo', args, stopping));
}

console.log('\n── tests');
const directory = await mkdtemp(join(tmpdir(), 'timetracker-report-'));
const report = join(directory, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const succeeded = !stopping.aborted && (await runToEnd('vitest', ['run', ...reporters, ...chosen], stopping));
const tests = await countTests(report, succeeded);
await rm(directory, { recursive: true });

const passed = tests.passed + outcomes.filter(Boolean).length;
const failed = tests.failed + outcomes.filter((passes) => !passes).length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || tests.passed === 0 ? 1 : 0);

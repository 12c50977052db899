import { expect, test } from 'vitest';
import { marksOf } from './marks/marks-of.ts';
import { runBench } from './run-bench.ts';
import { report } from './tables/report.ts';

test('a quick run measures everything that is marked, and product and peer find the same', async () => {
  const cluster = process.env['TEST_DATABASE_URL'] ?? '';
  const results = await runBench(
    cluster,
    { sizes: [500, 1_000], only: ['latency', 'writes', 'sealing', 'erasure', 'reads', 'start'], quick: true },
    () => undefined,
  );
  const marks = marksOf(results);
  expect(marks.filter(({ value }) => value === undefined || !(value > 0))).toEqual([]);
  expect(results.reads?.readings.filter(({ same_answer }) => !same_answer)).toEqual([]);
  expect(results.sealing?.proofs.map(({ leaves, same_answer }) => ({ leaves, same_answer }))).toEqual([
    { leaves: 500, same_answer: true },
    { leaves: 1_000, same_answer: true },
  ]);
  expect(results.writes?.rushes.filter(({ refused }) => refused > 0)).toEqual([]);
  const text = report(results, marks);
  for (const { measure } of marks) expect(text).toContain(measure);
}, 300_000);

import { lineAmount } from '@timetracker/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeToBill } from './time-to-bill.ts';

const task = (task_id: number | null, seconds: number) => ({
  task_id,
  task_name: task_id === null ? null : `Task ${task_id}`,
  seconds,
  entry_ids: [10 + (task_id ?? 0)],
});
const shortOf = (tasks: ReturnType<typeof timeToBill>) =>
  tasks.map(({ task_id, minutes, entry_ids }) => [task_id, minutes, entry_ids]);

describe('time to bill', () => {
  test('of tasks under half a minute is one line, rounded once', () => {
    expect(shortOf(timeToBill([task(1, 20), task(2, 20), task(3, 20)], 9_000))).toEqual([
      [null, 1, [11, 12, 13]],
    ]);
    expect(shortOf(timeToBill([task(1, 3_600), task(2, 20), task(3, 25)], 9_000))).toEqual([
      [1, 60, [11]],
      [null, 1, [12, 13]],
    ]);
  });

  test('of a short task goes with the time without a task, else with the longest', () => {
    expect(shortOf(timeToBill([task(1, 3_600), task(null, 100), task(2, 20)], 9_000))).toEqual([
      [1, 60, [11]],
      [null, 2, [10, 12]],
    ]);
    expect(shortOf(timeToBill([task(1, 600), task(2, 20), task(3, 3_610)], 9_000))).toEqual([
      [1, 10, [11]],
      [3, 61, [13, 12]],
    ]);
  });

  test('is none where all of it is under half a minute', () => {
    expect(timeToBill([task(1, 10), task(2, 15)], 9_000)).toEqual([]);
    expect(timeToBill([], 9_000)).toEqual([]);
  });

  test('makes no line that costs nothing, unless an hour does', () => {
    expect(shortOf(timeToBill([task(1, 600), task(2, 600), task(3, 600)], 2))).toEqual([
      [null, 30, [11, 12, 13]],
    ]);
    expect(shortOf(timeToBill([task(1, 600)], 0))).toEqual([[1, 10, [11]]]);
    expect(shortOf(timeToBill([task(1, 600), task(2, 10)], null))).toEqual([[1, 10, [11, 12]]]);
  });

  test('bills every second once, in lines that say and cost something', () => {
    const seconds = fc.oneof(
      fc.integer({ min: 0, max: 90 }),
      fc.double({ min: 0, max: 500_000, noNaN: true }),
    );
    const tasks = fc
      .uniqueArray(fc.option(fc.integer({ min: 1, max: 50 })), { maxLength: 20 })
      .chain((ids) => fc.tuple(...ids.map((id) => seconds.map((length) => task(id, length)))));
    const rate = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 10_000_000_000 }),
    );
    fc.assert(
      fc.property(tasks, rate, (tasks, rate) => {
        const lines = timeToBill(tasks, rate);
        const sum = (items: readonly { seconds: number }[]) =>
          items.reduce((total, item) => total + item.seconds, 0);
        if (lines.length > 0) {
          expect(lines.flatMap(({ entry_ids }) => entry_ids).sort((a, b) => a - b)).toEqual(
            tasks.flatMap(({ entry_ids }) => entry_ids).sort((a, b) => a - b),
          );
          expect(sum(lines)).toBeCloseTo(sum(tasks), 3);
        } else if (rate === null || rate >= 30) expect(sum(tasks)).toBeLessThan(60 * 30);
        for (const { minutes, seconds } of lines) {
          expect(minutes).toBe(Math.round(seconds / 60));
          expect(minutes).toBeGreaterThan(0);
          if (rate) expect(lineAmount({ kind: 'time', minutes, unit_price_cents: rate })).toBeGreaterThan(0);
        }
        expect(new Set(lines.map(({ task_id }) => task_id)).size).toBe(lines.length);
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grain } from '../rollups/rollup-series.ts';
import { bucketAround, type Cover, coverOf, type Range } from './cover.ts';

const grainsCoarsestFirst: Grain[] = ['month', 'day', 'hour', 'quarter_hour'];
const START = Date.UTC(2026, 0, 20);
const LENGTH = 60 * 86_400_000;
const instant = fc.oneof(
  fc.integer({ min: START, max: START + LENGTH }),
  // Bounds of buckets, where off-by-ones would be.
  fc.integer({ min: 0, max: LENGTH / 900_000 }).map((quarters) => START + quarters * 900_000),
);

const has = ([from, to]: Range, at: number) => at >= from && at < to;

/** How often an activity at an instant is counted. */
function timesCounted(cover: Cover, at: number): number {
  const whole = [...grainsCoarsestFirst, 'row' as const].flatMap((grain) => cover[grain]);
  const within = whole.filter((range) => has(range, at)).length;
  return cover.remainder.reduce(
    (times, { bucket, outside }) => times + (has(bucket, at) ? 1 : 0) - timesCounted(outside, at),
    within,
  );
}

test('every instant of a period is counted once, and none outside it', () => {
  fc.assert(
    fc.property(
      fc.array(instant, { minLength: 2, maxLength: 6 }),
      fc.subarray(grainsCoarsestFirst),
      instant,
      fc.array(instant, { maxLength: 20 }),
      (unordered, grains, now, samples) => {
        const cuts = unordered.toSorted((one, other) => one - other);
        const [from = 0] = cuts;
        const to = cuts.at(-1) ?? 0;
        const cover = coverOf(cuts, grains, now);
        const edges = cuts.flatMap((cut) => [cut - 1, cut, cut + 1]);
        for (const at of [...samples, ...edges])
          expect(timesCounted(cover, at)).toBe(has([from, to], at) ? 1 : 0);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('no bucket, and no part of one, lies on both sides of a cut', () => {
  fc.assert(
    fc.property(
      fc.array(instant, { minLength: 2, maxLength: 6 }),
      fc.subarray(grainsCoarsestFirst),
      instant,
      (unordered, grains, now) => {
        const cuts = unordered.toSorted((one, other) => one - other);
        const cover = coverOf(cuts, grains, now);
        const parts = cover.remainder.map(({ part }) => part);
        const buckets = grains.flatMap((grain) =>
          cover[grain].flatMap(([from, to]) => [bucketAround[grain](from), bucketAround[grain](to - 1)]),
        );
        for (const [from, to] of [...parts, ...buckets])
          expect(cuts.filter((cut) => cut > from && cut < to)).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('up to now, a bucket that is not over counts whole, and hardly a row is read', () => {
  const now = Date.UTC(2026, 1, 10, 8);
  const day: Range = [Date.UTC(2026, 1, 10), Date.UTC(2026, 1, 11)];
  const { remainder, row } = coverOf([day[0], now], ['day'], now);
  expect(remainder).toMatchObject([
    { bucket: day, part: [day[0], now], outside: { row: [[now, day[1]]], remainder: [] } },
  ]);
  expect(row).toEqual([]);
});

test('most of a month is the month less the days and hours outside', () => {
  const [from, to] = bucketAround.month(Date.UTC(2026, 1, 10));
  const end = Date.UTC(2026, 1, 26, 22);
  const cover = coverOf([from, end], ['month', 'day', 'hour'], to);
  expect(cover).toMatchObject({
    month: [],
    day: [],
    remainder: [
      {
        grain: 'month',
        bucket: [from, to],
        part: [from, end],
        outside: {
          hour: [[end, Date.UTC(2026, 1, 27)]],
          day: [[Date.UTC(2026, 1, 27), to]],
          row: [],
          remainder: [],
        },
      },
    ],
  });
});

test('without the present, whole buckets alone are counted by rollups', () => {
  fc.assert(
    fc.property(instant, instant, fc.subarray(grainsCoarsestFirst), instant, (one, other, grains, at) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const cover = coverOf([from, to], grains);
      expect(cover.remainder).toEqual([]);
      expect(timesCounted(cover, at)).toBe(has([from, to], at) ? 1 : 0);
    }),
  );
});

import { type RollupSeries, rollupSeries } from '@timetracker/activities';
import { expect, test } from 'vitest';
import { countingOrder, isSumOf } from './counting-order.ts';

test('every series comes once, after the one that it is the sum of', () => {
  const order = countingOrder();
  expect(order.map(({ series }) => series.series).toSorted()).toEqual(
    rollupSeries.map(({ series }) => series).toSorted(),
  );
  const known: RollupSeries[] = [];
  for (const { series, parts } of order) {
    if (parts) expect(known).toContain(parts);
    known.push(series);
  }
});

test('a series is the sum of a finer one that knows at least as much', () => {
  const day: RollupSeries = { series: 'a', grain: 'day', by: ['user_id', 'restricted_type'] };
  const sums: [RollupSeries, boolean][] = [
    [{ series: 'b', grain: 'month', by: ['user_id'] }, true],
    [{ series: 'c', grain: 'month', by: ['user_id', 'restricted_type'] }, true],
    [{ series: 'd', grain: 'day', by: [] }, true],
    [{ series: 'e', grain: 'hour', by: ['user_id'] }, false],
    [{ series: 'f', grain: 'month', by: ['user_id', 'project_id'] }, false],
    [{ series: 'g', grain: 'month', by: ['user_id', 'entity_type'] }, false],
    [day, false],
  ];
  for (const [series, isSum] of sums)
    expect([series.series, isSumOf(series, day)]).toEqual([series.series, isSum]);
});

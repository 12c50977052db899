import { type Dimension, type Grain, type RollupSeries, rollupSeries } from '@timetracker/activities';

const finestFirst: readonly Grain[] = ['quarter_hour', 'hour', 'day', 'month'];

/** Whether each count of a series is a sum of counts of another one. */
export function isSumOf(series: RollupSeries, parts: RollupSeries): boolean {
  const told = (dimension: Dimension) =>
    parts.by.includes(dimension) || (dimension === 'restricted_type' && parts.by.includes('entity_type'));
  const asFine = finestFirst.indexOf(parts.grain) <= finestFirst.indexOf(series.grain);
  return parts !== series && asFine && series.by.every(told);
}

/** A series, and another one that it is the sum of; without one, it is counted from the activities. */
export interface Counting {
  series: RollupSeries;
  parts: RollupSeries | undefined;
}

/** All series, each after its parts. Most are sums: only few have to be counted from the activities, which are many. */
export function countingOrder(all: readonly RollupSeries[] = rollupSeries): Counting[] {
  const partsOf = (series: RollupSeries) => all.filter((other) => isSumOf(series, other));
  // Whatever is a part has fewer parts than what it is a part of.
  const ordered = all.toSorted((a, b) => partsOf(a).length - partsOf(b).length);
  // The last of them has the fewest counts.
  return ordered.map((series) => ({ series, parts: ordered.findLast((other) => isSumOf(series, other)) }));
}

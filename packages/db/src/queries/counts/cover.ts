import type { Grain } from '../../ingest/rollup-series.ts';

/** From the first instant up to, but not including, the second; epoch milliseconds. */
export type Range = readonly [from: number, to: number];

/** Who counts which part of a period: whole buckets of a grain, or the rows themselves. */
export type Cover = Record<Grain | 'row', Range[]>;

const HOUR = 3_600_000;
const QUARTER_HOUR = HOUR / 4;
const DAY = 24 * HOUR;

const monthOf = (instant: number, later = 0) => {
  const month = new Date(instant);
  month.setUTCHours(0, 0, 0, 0);
  return month.setUTCMonth(month.getUTCMonth() + later, 1);
};

/** The start of the bucket an instant is in, and the start of the next one; UTC. */
export const bucketAround: Record<Grain, (instant: number) => Range> = {
  quarter_hour: (instant) => around(instant, QUARTER_HOUR),
  hour: (instant) => around(instant, HOUR),
  day: (instant) => around(instant, DAY),
  month: (instant) => [monthOf(instant), monthOf(instant, 1)],
};

function around(instant: number, length: number): Range {
  const start = Math.floor(instant / length) * length;
  return [start, start + length];
}

/**
 * Splits a period into what rollups have counted, the coarsest first, and the rest, which the rows say.
 * @param cuts epoch milliseconds, ascending: the period's first instant, where it is divided, and its end. No bucket
 *   of the cover lies on both sides of a cut
 * @param grains those that count, the coarsest first
 */
export function coverOf(cuts: readonly number[], grains: readonly Grain[]): Cover {
  const cover: Cover = { month: [], day: [], hour: [], quarter_hour: [], row: [] };
  let [from] = cuts;
  for (const to of cuts.slice(1)) {
    if (from !== undefined) coverRange(cover, [from, to], grains);
    from = to;
  }
  return cover;
}

function coverRange(cover: Cover, [from, to]: Range, grains: readonly Grain[]): void {
  if (from >= to) return;
  const [grain, ...finer] = grains;
  if (grain === undefined) return add(cover.row, [from, to]);
  const [start, next] = bucketAround[grain](from);
  const first = start === from ? start : next;
  const [last] = bucketAround[grain](to);
  if (first >= last) return coverRange(cover, [from, to], finer);
  coverRange(cover, [from, first], finer);
  add(cover[grain], [first, last]);
  coverRange(cover, [last, to], finer);
}

/** Neighbours become one range: ten years of days are asked for at once. */
function add(ranges: Range[], range: Range): void {
  const before = ranges.at(-1);
  if (before?.[1] === range[0]) ranges[ranges.length - 1] = [before[0], range[1]];
  else ranges.push(range);
}

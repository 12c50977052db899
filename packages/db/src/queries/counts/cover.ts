import type { Grain } from '../../ingest/rollup-series.ts';

/** From the first instant up to, but not including, the second; epoch milliseconds. */
export type Range = readonly [from: number, to: number];

/** Most of a bucket: what the bucket counts, less the rows before and after the part. */
export interface Remainder {
  grain: Grain;
  bucket: Range;
  part: Range;
}

/** Who counts which part of a period: whole buckets of a grain, buckets less some rows, or the rows themselves. */
export interface Cover extends Record<Grain | 'row', Range[]> {
  remainder: Remainder[];
}

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
 * @param now epoch milliseconds: after it there are hardly any rows, so the bucket it is in is nearly over
 */
export function coverOf(cuts: readonly number[], grains: readonly Grain[], now: number): Cover {
  const cover: Cover = { month: [], day: [], hour: [], quarter_hour: [], row: [], remainder: [] };
  const finest = grains.at(-1);
  const rest = (range: Range) =>
    finest === undefined ? add(cover.row, range) : coverRest(cover, range, finest, now);
  let [from] = cuts;
  for (const to of cuts.slice(1)) {
    if (from !== undefined) coverRange(cover, [from, to], grains, rest);
    from = to;
  }
  return cover;
}

function coverRange(
  cover: Cover,
  [from, to]: Range,
  grains: readonly Grain[],
  rest: (range: Range) => void,
): void {
  if (from >= to) return;
  const [grain, ...finer] = grains;
  if (grain === undefined) return rest([from, to]);
  const [start, next] = bucketAround[grain](from);
  const first = start === from ? start : next;
  const [last] = bucketAround[grain](to);
  if (first >= last) return coverRange(cover, [from, to], finer, rest);
  coverRange(cover, [from, first], finer, rest);
  add(cover[grain], [first, last]);
  coverRange(cover, [last, to], finer, rest);
}

/** Parts of buckets: of each, the rows that are read are those within it or those outside it, whichever takes less. */
function coverRest(cover: Cover, [from, to]: Range, grain: Grain, now: number): void {
  if (from >= to) return;
  const bucket = bucketAround[grain](from);
  const part: Range = [from, Math.min(to, bucket[1])];
  const outside = part[0] - bucket[0] + Math.max(0, Math.min(bucket[1], now) - part[1]);
  if (outside < part[1] - part[0]) cover.remainder.push({ grain, bucket, part });
  else add(cover.row, part);
  coverRest(cover, [part[1], to], grain, now);
}

/** Neighbours become one range: ten years of days are asked for at once. */
function add(ranges: Range[], range: Range): void {
  const before = ranges.at(-1);
  if (before?.[1] === range[0]) ranges[ranges.length - 1] = [before[0], range[1]];
  else ranges.push(range);
}

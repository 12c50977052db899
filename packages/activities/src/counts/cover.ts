import type { Grain } from '../rollups/rollup-series.ts';

/** From the first instant up to, but not including, the second; epoch milliseconds. */
export type Range = readonly [from: number, to: number];

/** Most of a bucket: what the bucket counts, less what lies outside the part. */
interface Remainder {
  grain: Grain;
  bucket: Range;
  part: Range;
  outside: Cover;
}

/** Who counts which part of a period: whole buckets of a grain, buckets less what lies outside, or the rows themselves. */
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

const emptyCover = (): Cover => ({ month: [], day: [], hour: [], quarter_hour: [], row: [], remainder: [] });

/**
 * Splits a period into what rollups have counted, the coarsest first, and the rest, which the rows say. A part of a bucket
 * is counted by finer ones or, where that is less, by the bucket and what lies outside the part.
 * @param cuts epoch milliseconds, ascending: the period's first instant, where it is divided, and its end. No bucket
 *   of the cover, and no part of one, lies on both sides of a cut
 * @param grains those that count, the coarsest first
 * @param now epoch milliseconds: after it there are hardly any rows, so the bucket it is in is nearly over. Without it,
 *   nothing is counted by what lies outside
 */
export function coverOf(cuts: readonly number[], grains: readonly Grain[], now?: number): Cover {
  const cover = emptyCover();
  let [from] = cuts;
  for (const to of cuts.slice(1)) {
    if (from !== undefined) coverRange(cover, [from, to], grains, now);
    from = to;
  }
  return cover;
}

function coverRange(cover: Cover, [from, to]: Range, grains: readonly Grain[], now?: number): void {
  if (from >= to) return;
  const [grain, ...finer] = grains;
  if (grain === undefined) return add(cover.row, [from, to]);
  const [start, next] = bucketAround[grain](from);
  const first = start === from ? start : next;
  const [last] = bucketAround[grain](to);
  if (first > last) return coverPart(cover, [from, to], grain, finer, now);
  coverPart(cover, [from, first], grain, finer, now);
  if (first < last) add(cover[grain], [first, last]);
  coverPart(cover, [last, to], grain, finer, now);
}

/** A part of one bucket: what is looked at is what lies within the part or what lies outside it, whichever is less. */
function coverPart(
  cover: Cover,
  part: Range,
  grain: Grain,
  finer: readonly Grain[],
  now: number | undefined,
): void {
  const [from, to] = part;
  if (from >= to) return;
  const bucket = bucketAround[grain](from);
  const outside = from - bucket[0] + Math.max(0, Math.min(bucket[1], now ?? bucket[1]) - to);
  if (now === undefined || outside >= to - from) return coverRange(cover, part, finer, now);
  const rest = emptyCover();
  coverRange(rest, [bucket[0], from], finer, now);
  coverRange(rest, [to, bucket[1]], finer, now);
  cover.remainder.push({ grain, bucket, part, outside: rest });
}

/** Neighbours become one range: ten years of days are asked for at once. */
function add(ranges: Range[], range: Range): void {
  const before = ranges.at(-1);
  if (before?.[1] === range[0]) ranges[ranges.length - 1] = [before[0], range[1]];
  else ranges.push(range);
}

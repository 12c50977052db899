/** What several rounds of one measurement came to. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  p95: number;
  rounds: number;
}

const rounded = (value: number) => Number(value.toPrecision(3));

/** Median, extremes and 95th percentile, three significant digits. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { median: at(0.5), min: at(0), max: at(1), p95: at(0.95), rounds: sorted.length };
}

/** How many times one is the other, by their medians. */
export const ratio = (one: Spread, other: Spread): number => rounded(one.median / other.median);

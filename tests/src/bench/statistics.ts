/** What several rounds of one measurement came to. */
export interface Spread {
  median: number;
  min: number;
  max: number;
  p95: number;
  rounds: number;
}

/** Three significant digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Median, extremes and 95th percentile (nearest rank), three significant digits. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number) => rounded(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { median: rank(0.5), min: rank(0), max: rank(1), p95: rank(0.95), rounds: sorted.length };
}

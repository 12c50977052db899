/** What several rounds of one measurement came to. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

const rounded = (value: number) => Number(value.toPrecision(3));

/** Median and extremes, three significant digits. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: rounded(sorted[Math.floor(sorted.length / 2)] ?? 0),
    min: rounded(sorted[0] ?? 0),
    max: rounded(sorted.at(-1) ?? 0),
  };
}

/** How many times one is the other, by their medians. */
export const ratio = (one: Spread, other: Spread): number => rounded(one.median / other.median);

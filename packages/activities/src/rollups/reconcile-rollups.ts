import type { EntityManager } from '@mikro-orm/postgresql';
import { repairSlice } from './repair-slice.ts';
import { knownSeries, rollupSlices } from './rollup-slices.ts';
import {
  type Comparison,
  type Differences,
  type RollupDifference,
  sliceDifferences,
} from './slice-differences.ts';

export type { Differences, RollupDifference } from './slice-differences.ts';

export interface ReconcileOptions {
  /** Told after each slice: how much of the whole is done, from 0 to 1, and where that is. */
  onProgress?: (done: number, doing: string) => void;
  /** Ends the work before the next slice, with the signal's reason as the error. */
  signal?: AbortSignal;
}

const MOST_NAMED = 100;

/**
 * Compares every rollup with the activities that it counts, a month at a time, while others write. The memory it takes
 * does not grow with the trail, neither here nor in PostgreSQL.
 * @returns how many differ, and the first 100 of them
 */
export const compareRollups = (em: EntityManager, options: ReconcileOptions = {}): Promise<Differences> =>
  eachSlice(em, compareSlice, options);

/**
 * Compares as `compareRollups` does and mends what differs while others write. Killed, it has mended a part; several at
 * once wait for each other.
 * @param em not within a transaction
 * @returns how many were mended, and the first 100 of them as they were before
 */
export const repairRollups = (em: EntityManager, options: ReconcileOptions = {}): Promise<Differences> =>
  eachSlice(em, repairSlice, options);

/** The first 100 rollups that are not what the activities say: none, as it should be. */
export async function reconcileRollups(em: EntityManager): Promise<RollupDifference[]> {
  const { differences } = await compareRollups(em);
  return differences;
}

const compareSlice = (em: EntityManager, comparison: Comparison) =>
  em.fork().transactional((tx) => sliceDifferences(tx, comparison));

async function eachSlice(
  em: EntityManager,
  work: typeof repairSlice,
  { onProgress, signal }: ReconcileOptions,
): Promise<Differences> {
  const series = await knownSeries(em);
  const slices = await rollupSlices(em, series);
  const all: Differences = { total: 0, differences: [] };
  for (const [index, slice] of slices.entries()) {
    signal?.throwIfAborted();
    const { total, differences } = await work(em, { series, slice, most: MOST_NAMED });
    all.total += total;
    all.differences.push(...differences.slice(0, MOST_NAMED - all.differences.length));
    onProgress?.((index + 1) / slices.length, slice.first.replace(/-01T.*/, ''));
  }
  return all;
}

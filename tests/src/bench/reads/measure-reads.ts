import type { Pace } from '../pace.ts';
import { askDeepPages } from './deep-page.ts';
import { type DiskSpace, diskSpaceOf } from './disk-space.ts';
import { askFirstPages } from './first-page.ts';
import { type History, openHistory } from './history.ts';
import { type Reading, takeReadings } from './reading.ts';
import { askSearches } from './search.ts';
import { askStatistics } from './statistics-of-days.ts';
import { askTotals } from './totals.ts';

export interface Reads {
  readings: Reading[];
  disk: DiskSpace[];
}

/**
 * Questions to histories of several sizes: those for pages to all of them in turns, as they are compared with each other,
 * and then the others to one history after another.
 */
export async function measureReads(
  cluster: string,
  sizes: readonly number[],
  pace: Pace['reads'],
): Promise<Reads> {
  const histories: History[] = [];
  try {
    for (const size of sizes) histories.push(await openHistory(cluster, size));
    const pages = askFirstPages(histories);
    for (const history of histories) pages.push(...(await askDeepPages(history)));
    const readings = await takeReadings(pages, pace);
    for (const history of histories) {
      readings.push(...(await takeReadings(await askTotals(history), pace)));
      readings.push(...(await takeReadings(askStatistics(history), pace)));
      readings.push(...(await takeReadings(await askSearches(history), pace)));
    }
    return { readings, disk: await Promise.all(histories.map(diskSpaceOf)) };
  } finally {
    for (const history of histories) await history.close();
  }
}

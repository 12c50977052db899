import { listActivities, type Visibility } from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import { type Spread, spreadOf } from '../statistics.ts';

interface Asked<Viewer extends string> {
  viewer: Viewer;
  visibility: Visibility;
}

/** Some first pages that do not count, so that what is kept in memory is there. */
const WARM_UP = 5;

/**
 * Reads the first page, by one viewer after another, for as long as wanted.
 * @param goOn is asked before each turn, with its number from 0
 * @param counts is asked after each page, whether it does
 * @returns milliseconds, by viewer
 */
export async function readFirstPages<Viewer extends string>(
  db: Database,
  asked: readonly Asked<Viewer>[],
  goOn: (turn: number) => boolean,
  counts: () => boolean = () => true,
): Promise<Record<Viewer, Spread>> {
  const times = new Map<Viewer, number[]>(asked.map(({ viewer }) => [viewer, []]));
  const read = async ({ visibility }: Asked<Viewer>) => {
    const begin = performance.now();
    await listActivities(db.em.fork(), { limit: 50 }, visibility);
    return performance.now() - begin;
  };
  for (let turn = -WARM_UP; turn < 0 || goOn(turn); turn += 1)
    for (const one of asked) {
      const took = await read(one);
      if (turn >= 0 && counts()) times.get(one.viewer)?.push(took);
    }
  const spreads = [...times].map(([viewer, values]) => [viewer, spreadOf(values)] as const);
  return Object.fromEntries(spreads) as Record<Viewer, Spread>;
}

import type { Blocks } from './blocks.ts';
import type { Matches } from './matches.ts';
import type { NewMatch } from './new-matches.ts';
import { countPlaces, idAt, placesIn } from './places.ts';
import { eachRun, hourOf } from './time-runs.ts';

/** Which way through time: the newest first, or the oldest first. */
export type Direction = 'older' | 'newer';

/** What was found of one hour. */
export interface FoundHour {
  /** Hours since 1970, UTC. */
  hour: number;
  count: number;
  ids: () => number[];
}

const FIRST_BLOCKS = 4;

/**
 * What was found, hour by hour in a direction. Blocks are looked into only as far as somebody goes on reading: what
 * happened lately was stored lately, mostly.
 * @param from hours before it, in the direction, are left out
 */
export async function* foundHours(
  { matches, fresh, blocks }: { matches: Matches; fresh: readonly NewMatch[]; blocks: Blocks },
  direction: Direction,
  from?: number,
): AsyncGenerator<FoundHour> {
  // Turned round for the way up, so that more is always sooner.
  const sign = direction === 'older' ? 1 : -1;
  const open = new Map<number, { count: number; ids: (() => number[])[] }>();
  const add = (hour: number, count: number, ids: () => number[]) => {
    if (count === 0 || (from !== undefined && hour * sign > from * sign)) return;
    const known = open.get(hour);
    if (known) {
      known.count += count;
      known.ids.push(ids);
    } else open.set(hour, { count, ids: [ids] });
  };
  for (const { id, created_at } of fresh) add(hourOf(created_at.getTime()), 1, () => [id]);
  const waiting = nearestFirst(matches, blocks, direction);
  for (let take = FIRST_BLOCKS; ; take *= 2) {
    const next = waiting.splice(0, take);
    const runs = await blocks.runsOf(next.map(({ block }) => block));
    for (const { block } of next) {
      const bits = matches.get(block);
      if (!bits) continue;
      const own = runs.get(block);
      if (own)
        eachRun(own, (start, end, hour) => {
          const count = countPlaces(bits, start, end);
          if (count > 0)
            add(hour, count, () => placesIn(bits, start, end).map((place) => idAt(block, place)));
        });
    }
    // Blocks that were not looked into may still add to hours from here on.
    const edge = waiting[0] ? waiting[0].nearest * sign : -Infinity;
    const sure = [...open.keys()].filter((hour) => hour * sign > edge).sort((a, b) => (b - a) * sign);
    for (const hour of sure) {
      const { count = 0, ids = [] } = open.get(hour) ?? {};
      open.delete(hour);
      yield { hour, count, ids: () => ids.flatMap((part) => part()) };
    }
    if (waiting.length === 0) return;
  }
}

function nearestFirst(matches: Matches, { all }: Blocks, direction: Direction) {
  const found = [...matches.keys()].flatMap((block) => all.get(block) ?? []);
  return direction === 'older'
    ? found
        .map(({ block, last_hour }) => ({ block, nearest: last_hour }))
        .sort((a, b) => b.nearest - a.nearest)
    : found
        .map(({ block, first_hour }) => ({ block, nearest: first_hour }))
        .sort((a, b) => a.nearest - b.nearest);
}

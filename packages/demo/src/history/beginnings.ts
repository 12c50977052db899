import type { Random } from '@timetracker/shared/random';
import type { Due } from './agenda.ts';
import type { Cast } from './cast/assemble-cast.ts';
import { beginProject, endProject } from './deeds/project.ts';
import { join } from './deeds/user.ts';

/** How much of a history may be about people and projects that come and go. */
const MOST = 0.01;
/** Of newcomers: added from the command line. */
const BY_SYSTEM = 0.3;

/**
 * The days on which new people join and new projects begin and end. A short history tells of some of them only, or it
 * would be about little else.
 */
export function beginnings({ workers, places }: Cast, activities: number, random: Random): Due[] {
  // The busiest: whatever else, they were there.
  const leads = workers.filter(({ joined }) => joined === -Infinity).slice(0, 3);
  const joins = workers
    .filter(({ is_new, joined }) => is_new && joined !== -Infinity)
    .map((worker) => ({
      at: worker.joined,
      by: random.chance(BY_SYSTEM) ? null : random.pick(leads),
      tell: () => join(worker),
    }));
  const begins = places
    .filter(({ is_new, begun }) => is_new && begun !== -Infinity)
    .map((place) => ({ at: place.begun, by: random.pick(leads), tell: () => beginProject(place) }));
  const ends = places
    .filter(({ is_new, ended }) => is_new && ended !== Infinity)
    .map((place) => ({
      at: place.ended,
      by: random.pick(leads),
      tell: (at: number) => endProject(place, at),
    }));
  const all = [...joins, ...begins, ...ends];
  const every = Math.ceil(all.length / Math.max(activities * MOST, 1));
  return all.filter((_, index) => index % every === 0);
}

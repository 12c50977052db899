import type { Visibility } from '@timetracker/activities';
import { adminOnlyTypes } from '@timetracker/shared';
import type { History } from './history.ts';
import type { ViewerName } from './reading.ts';

const limited = (user_id: number, project_ids: readonly number[]): Visibility => ({
  kind: 'limited',
  user_id,
  project_ids,
  hidden_types: adminOnlyTypes,
});

const NOBODY = 2_147_483_647;

/** Somebody in the middle of the ranking of people, with projects from all of that of projects. */
function memberOf({ people, projects }: History, count: number): Visibility {
  const step = Math.max(1, Math.floor(projects.length / count));
  return limited(
    people[Math.floor(people.length / 2)] ?? NOBODY,
    projects.filter((_, index) => index % step === 0).slice(0, count),
  );
}

/** What each of them may see of a history. */
export const visibilityIn: Record<ViewerName, (history: History) => Visibility> = {
  administrator: () => ({ kind: 'everything' }),
  'member of 20 projects': (history) => memberOf(history, 20),
  'member of 500 projects': (history) => memberOf(history, 500),
  // Has done nothing and is in no project.
  'nothing visible': () => limited(NOBODY, []),
};

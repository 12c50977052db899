import type { Visibility } from '@timetracker/db';
import { adminOnlyTypes } from '@timetracker/shared';
import type { History } from './history.ts';

export const administrator: Visibility = { kind: 'everything' };

const limited = (user_id: number, project_ids: readonly number[]): Visibility => ({
  kind: 'limited',
  user_id,
  project_ids,
  hidden_types: adminOnlyTypes,
});

const NOBODY = 2_147_483_647;

/** Somebody who has done nothing and is in no project. */
export const outsider = limited(NOBODY, []);

/** Somebody in the middle of the ranking of people, with projects from all of that of projects. */
export function memberOf({ people, projects }: History, count: number): Visibility {
  const step = Math.max(1, Math.floor(projects.length / count));
  return limited(
    people[Math.floor(people.length / 2)] ?? NOBODY,
    projects.filter((_, index) => index % step === 0).slice(0, count),
  );
}

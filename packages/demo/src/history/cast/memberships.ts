import { Random } from '@timetracker/shared/random';
import { WeightedDraw } from '../weighted-draw.ts';
import type { PersonPlan } from './person-plan.ts';
import type { ProjectPlan } from './project-plan.ts';

const LEAST = 5;
const MOST = 60;
/** The higher, the fewer people are in many projects. */
const SKEW = 2.5;
const TRIES_EACH = 20;

/**
 * Deals projects out: to a person 5 to 60 where there are as many, to most rather few, and the big ones more often.
 * The first of each was there before the history and goes on to its end.
 */
export function membershipsIn<Project extends ProjectPlan>(
  projects: readonly Project[],
): (person: PersonPlan) => Project[] {
  const all = new WeightedDraw(projects, ({ weight }) => weight);
  const lasting = new WeightedDraw(projects, ({ weight, begins, ends }) =>
    begins === 0 && ends === 1 ? weight : 0,
  );
  return ({ number }) => {
    const random = new Random('memberships', number);
    const wanted = LEAST + Math.floor((MOST - LEAST + 1) * random.unit() ** SKEW);
    const members = new Set([lasting.draw(random)]);
    for (let tries = wanted * TRIES_EACH; tries > 0 && members.size < wanted; tries -= 1)
      members.add(all.draw(random));
    // Where one project outweighs all others, chances alone may take too long.
    for (const project of projects) if (members.size < LEAST) members.add(project);
    return [...members];
  };
}

import { Random } from '@timetracker/shared/random';
import { assembleCast } from './cast/assemble-cast.ts';
import { membershipsIn } from './cast/memberships.ts';
import { planPerson } from './cast/person-plan.ts';
import { planProject } from './cast/project-plan.ts';
import { generateHistory } from './generate-history.ts';
import { instantAt, periodOf } from './period.ts';
import { World } from './world.ts';

const LAST_ID = 1_000;

/** A history for tests, told without a database: two years of 200 people in 500 projects. */
export function testHistory(activities: number, seed: number) {
  const period = periodOf(new Date('2026-06-30T15:00:00Z'), 2);
  const people = Array.from({ length: 200 }, (_, index) => {
    const plan = planPerson(index + 1);
    return {
      ...plan,
      id: plan.number + 10,
      created_at: new Date(instantAt(period, plan.joins)),
      is_new: true,
    };
  });
  const projects = Array.from({ length: 500 }, (_, index) => {
    const plan = planProject(index + 1);
    const created_at = new Date(instantAt(period, plan.begins));
    const archived_at = plan.ends < 1 ? new Date(instantAt(period, plan.ends)) : null;
    return { ...plan, id: plan.number + 20, created_at, archived_at, is_new: true };
  });
  const membershipsOf = membershipsIn(projects);
  const memberships = people.flatMap((person) =>
    membershipsOf(person).map((project) => ({ person, project })),
  );
  const random = new Random('test', seed);
  const world = new World({ random, activities, last_id: LAST_ID });
  const cast = assembleCast(memberships, world);
  const rows = [...generateHistory({ cast, world, random, period, activities, last_id: LAST_ID })];
  return { rows, cast, period, people, projects, memberships, last_id: LAST_ID };
}

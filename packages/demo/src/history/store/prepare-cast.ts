import type { Kysely } from 'kysely';
import type { Membership } from '../cast/assemble-cast.ts';
import { membershipsIn } from '../cast/memberships.ts';
import { planPerson } from '../cast/person-plan.ts';
import { planProject } from '../cast/project-plan.ts';
import type { Period } from '../period.ts';
import { storeMemberships } from './store-memberships.ts';
import { storePeople } from './store-people.ts';
import { storeProjects } from './store-projects.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/**
 * Makes sure of people, projects, and who works where.
 * @returns who works where, as it is in the database
 * @throws {AppError} invalid when somebody else has one of the user names
 */
export async function prepareCast(
  db: Kysely<unknown>,
  count: { people: number; projects: number },
  period: Period,
): Promise<Membership[]> {
  const people = await storePeople(db, numbers(count.people).map(planPerson), period);
  const projects = await storeProjects(db, numbers(count.projects).map(planProject), period);
  const membershipsOf = membershipsIn(projects);
  const memberships = people.flatMap((person) =>
    membershipsOf(person).map((project) => ({ person, project })),
  );
  await storeMemberships(
    db,
    memberships.map(({ person, project }) => ({
      user_id: person.id,
      project_id: project.id,
      since: person.created_at > project.created_at ? person.created_at : project.created_at,
    })),
  );
  return memberships;
}

import { besideName, Client, type EntityManager, Project, Task, toldApart, User } from '@timetracker/db';

const distinct = (ids: readonly (number | null | undefined)[]) => [
  ...new Set(ids.filter((id) => id != null)),
];

/** Display names of people, by id, with one query. */
async function namesOf(em: EntityManager, ids: readonly (number | null | undefined)[]) {
  const users = await em.find(User, { id: { $in: distinct(ids) } });
  return new Map(users.map((user) => [user.id, user.display_name]));
}

/** How answers name people: with what tells each from others, where a name alone does not. */
export async function namedBy(em: EntityManager, ids: readonly (number | null | undefined)[]) {
  const names = await namesOf(em, ids);
  const apart = await toldApart(em, ids);
  return (user_id: number) => ({ display_name: names.get(user_id) ?? '', ...besideName(apart, user_id) });
}

/** Projects by id, with one query. */
export async function projectsById(em: EntityManager, ids: readonly (number | null | undefined)[]) {
  const projects = await em.find(Project, { id: { $in: distinct(ids) } });
  return new Map(projects.map((project) => [project.id, project]));
}

/** Tasks by id, with one query. */
export async function tasksById(em: EntityManager, ids: readonly (number | null | undefined)[]) {
  const tasks = await em.find(Task, { id: { $in: distinct(ids) } });
  return new Map(tasks.map((task) => [task.id, task]));
}

/** Clients by id, with one query. */
export async function clientsById(em: EntityManager, ids: readonly (number | null | undefined)[]) {
  const clients = await em.find(Client, { id: { $in: distinct(ids) } });
  return new Map(clients.map((client) => [client.id, client]));
}

import { type EntityManager, Task } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import type { Principal } from '../principal.ts';
import { accessibleProject } from './project-access.ts';

/**
 * A task of a project that the caller may work in.
 * @throws {AppError} notFound for any other
 */
export async function accessibleTask(em: EntityManager, principal: Principal, id: number) {
  const task = await em.findOne(Task, { id });
  if (!task) throw new AppError('notFound', `There is no task ${id}`);
  await accessibleProject(em, principal, task.project_id);
  return task;
}

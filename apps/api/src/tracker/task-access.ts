import { LockMode } from '@mikro-orm/core';
import type { Principal } from '@timetracker/accounts';
import { type EntityManager, Task } from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { accessibleProject, hiddenAs } from './project-access.ts';

const noTask = (id: number) => new AppError('notFound', `There is no task ${id}`);

/**
 * A task of a project that the caller may work in.
 * @throws {AppError} notFound for any other
 */
export async function accessibleTask(em: EntityManager, principal: Principal, id: number) {
  const task = await em.findOne(Task, { id });
  if (!task) throw noTask(id);
  await accessibleProject(em, principal, task.project_id).catch(hiddenAs(noTask(id)));
  return task;
}

/**
 * The same with its row locked until the transaction ends: its project's row first, against removal.
 * @param lockMode PESSIMISTIC_WRITE to change or remove the task, PESSIMISTIC_READ to add to it
 * @throws {AppError} notFound
 */
export async function lockedTask(
  em: EntityManager,
  principal: Principal,
  id: number,
  lockMode: LockMode.PESSIMISTIC_READ | LockMode.PESSIMISTIC_WRITE,
) {
  const { project_id } = await accessibleTask(em, principal, id);
  await accessibleProject(em, principal, project_id, LockMode.PESSIMISTIC_READ).catch(hiddenAs(noTask(id)));
  const task = await em.findOne(Task, { id }, { lockMode, refresh: true });
  if (!task) throw noTask(id);
  return task;
}

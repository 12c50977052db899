import type { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import { type EntityManager, Project, ProjectMember } from '@timetracker/db';
import { AppError } from '@timetracker/shared';

/**
 * A project that the caller may work in: administrators in all, others in those they are members of.
 * @param lockMode locks its row until the transaction ends, as it is then. Whoever locks several rows locks the whole
 * before its parts, a project before its tasks and these before comments and time: nobody waits for each other
 * @throws {AppError} notFound for any other, so that nobody learns what exists
 */
export async function accessibleProject(
  em: EntityManager,
  principal: Pick<Principal, 'id' | 'role'>,
  id: number,
  lockMode?: LockMode.PESSIMISTIC_READ | LockMode.PESSIMISTIC_WRITE,
) {
  const project = await em.findOne(Project, { id }, lockMode && { lockMode, refresh: true });
  const member =
    isAdmin(principal) || (await em.count(ProjectMember, { project_id: id, user_id: principal.id })) > 0;
  if (!project || !member) throw new AppError('notFound', `There is no project ${id}`);
  return project;
}

/**
 * Says of a part that there is none when its whole is not there for the caller: the part must not tell which whole it has.
 * For `catch` of a promise.
 */
export const hiddenAs =
  (missing: AppError) =>
  (error: unknown): never => {
    throw error instanceof AppError && error.kind === 'notFound' ? missing : error;
  };

/** The ids of the projects that the caller may work in; null: all. */
export async function accessibleProjectIds(
  em: EntityManager,
  principal: Principal,
): Promise<number[] | null> {
  if (isAdmin(principal)) return null;
  const memberships = await em.find(ProjectMember, { user_id: principal.id });
  return memberships.map((row) => row.project_id);
}

import { isAdmin, type Principal } from '@timetracker/accounts';
import { type EntityManager, TimeEntry } from '@timetracker/db';
import { AppError, type ListTimeEntriesInput } from '@timetracker/shared';
import { accessibleProject } from './project-access.ts';

/**
 * Entries that touch a period, newest first: the caller's own; with a project, everybody's in it.
 * @throws {AppError} notFound for a project that the caller does not work in; forbidden for somebody else's time outside
 * of one, except to administrators
 */
export async function findTimeEntries(
  em: EntityManager,
  principal: Principal,
  { user_id, project_id, task_id, from, to, limit }: ListTimeEntriesInput,
): Promise<TimeEntry[]> {
  if (project_id !== undefined) await accessibleProject(em, principal, project_id);
  else if (user_id !== undefined && user_id !== principal.id && !isAdmin(principal))
    throw new AppError('forbidden', "Only administrators see somebody else's time outside of a project");
  const whose = user_id ?? (project_id === undefined ? principal.id : undefined);
  return em.find(
    TimeEntry,
    {
      ...(whose !== undefined && { user_id: whose }),
      ...(project_id !== undefined && { project_id }),
      ...(task_id !== undefined && { task_id }),
      ...(to !== undefined && { started_at: { $lt: new Date(to) } }),
      ...(from !== undefined && { $or: [{ ended_at: null }, { ended_at: { $gt: new Date(from) } }] }),
    },
    { orderBy: { started_at: 'desc', id: 'desc' }, limit },
  );
}

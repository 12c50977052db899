import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import { type EntityManager, lockTimeOf, TimeEntry } from '@timetracker/db';
import { AppError, type UpdateTimeEntryInput } from '@timetracker/shared';

/**
 * An entry that the caller may look at and change: an own one, administrators any.
 * @throws {AppError} notFound, also for what is somebody else's
 */
export async function changeableEntry(
  em: EntityManager,
  principal: Principal,
  id: number,
  options: { lockMode?: LockMode; refresh?: boolean } = {},
): Promise<TimeEntry> {
  const where = isAdmin(principal) ? { id } : { id, user_id: principal.id };
  const entry = await em.findOne(TimeEntry, where, options);
  if (!entry) throw new AppError('notFound', `There is no time entry ${id}`);
  return entry;
}

/**
 * The same with its person's time locked: call it within a transaction. Its row is locked as well, so that no invoice
 * takes it in the meantime.
 */
export async function lockedEntry(em: EntityManager, principal: Principal, id: number): Promise<TimeEntry> {
  const { user_id } = await changeableEntry(em, principal, id);
  await lockTimeOf(em, user_id);
  return changeableEntry(em, principal, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/** The given fields as the entity has them. A task does not follow into another project. */
export function changesTo(entry: TimeEntry, input: UpdateTimeEntryInput) {
  const { id: _, version: __, started_at, ended_at, ...changes } = input;
  const moves = changes.project_id !== undefined && changes.project_id !== entry.project_id;
  return {
    ...(moves && { task_id: null }),
    ...changes,
    ...(started_at !== undefined && { started_at: new Date(started_at) }),
    ...(ended_at !== undefined && { ended_at: new Date(ended_at) }),
  };
}

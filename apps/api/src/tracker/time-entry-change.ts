import { LockMode } from '@mikro-orm/core';
import { type EntityManager, lockTimeOf, TimeEntry } from '@timetracker/db';
import { AppError, type UpdateTimeEntryInput } from '@timetracker/shared';
import { isAdmin, type Principal } from '../principal.ts';

/** Which entry the caller may look at and change: an own one, administrators any. */
export const changeableEntry = (principal: Principal, id: number) =>
  isAdmin(principal) ? { id } : { id, user_id: principal.id };

/**
 * An own entry, for administrators any, with its person's time locked: call it within a transaction. Its row is locked
 * as well, so that no invoice takes it in the meantime.
 * @throws {AppError} notFound, also for what is somebody else's
 */
export async function lockedEntry(em: EntityManager, principal: Principal, id: number): Promise<TimeEntry> {
  const where = changeableEntry(principal, id);
  const found = await em.findOne(TimeEntry, where);
  if (found) await lockTimeOf(em, found.user_id);
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const entry = found && (await em.findOne(TimeEntry, where, locked));
  if (!entry) throw new AppError('notFound', `There is no time entry ${id}`);
  return entry;
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

import { currentTime, type EntityManager, Invoice, Task, TimeEntry } from '@timetracker/db';
import { AppError, invalid, invoiceTitle } from '@timetracker/shared';
import { flushUnder } from './flush.ts';
import type { Principal } from '../principal.ts';
import { accessibleProject } from './project-access.ts';

const DAY_MS = 86_400_000;

/** Time is booked on a project that the caller may work in and that is not archived, and on a task of that project. */
export async function checkSubject(
  em: EntityManager,
  principal: Principal,
  project_id: number,
  task_id: number | null,
): Promise<void> {
  const project = await accessibleProject(em, principal, project_id);
  if (project.archived_at) throw new AppError('conflict', `Project "${project.name}" is archived`);
  if (task_id === null) return;
  if (!(await em.findOne(Task, { id: task_id, project_id })))
    throw invalid('task_id', 'is not a task of this project');
}

/** Recorded time lies in the past, runs forwards, and is no longer than a day. */
export function checkPeriod(started_at: Date, ended_at: Date | null | undefined): void {
  const now = currentTime();
  if (started_at > now) throw invalid('started_at', 'must not be in the future');
  if (!ended_at) return;
  if (ended_at <= started_at) throw invalid('ended_at', 'must be after started_at');
  if (ended_at > now) throw invalid('ended_at', 'must not be in the future');
  if (+ended_at - +started_at > DAY_MS)
    throw invalid('ended_at', 'must be at most 24 hours after started_at');
}

const refused = { path: 'started_at', message: 'overlaps another time entry of this person' };

/**
 * Writes an entry whose person must not have been elsewhere at that time.
 * @throws {AppError} conflict naming the entry that overlaps; the database refuses it also when two come at once
 */
export async function flushWithoutOverlap(
  em: EntityManager,
  entry: Pick<TimeEntry, 'user_id' | 'started_at'> & { id?: number; ended_at?: Date | null },
): Promise<void> {
  const other = await em.findOne(
    TimeEntry,
    {
      user_id: entry.user_id,
      ...(entry.id !== undefined && { id: { $ne: entry.id } }),
      ...(entry.ended_at && { started_at: { $lt: entry.ended_at } }),
      $or: [{ ended_at: null }, { ended_at: { $gt: entry.started_at } }],
    },
    { flushMode: 'commit', orderBy: { started_at: 'asc' } },
  );
  if (other) {
    const { started_at, ended_at } = other;
    const message = `overlaps the time entry from ${started_at.toISOString()} to ${ended_at?.toISOString() ?? 'now'}`;
    throw new AppError('conflict', `started_at ${message}`, { issues: [{ path: 'started_at', message }] });
  }
  await flushUnder(em, { time_entries_no_overlap: refused });
}

/** What an invoice bills stays as it is billed. */
export async function checkUnbilled(em: EntityManager, entry: TimeEntry): Promise<void> {
  if (entry.invoice_id == null) return;
  const invoice = await em.findOne(Invoice, { id: entry.invoice_id });
  const title = invoiceTitle(invoice?.number ?? null, 'a client');
  throw new AppError('conflict', `This time is on invoice "${title}" and cannot be changed`);
}

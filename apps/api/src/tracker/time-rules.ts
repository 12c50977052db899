import { isAdmin, type Principal } from '@timetracker/accounts';
import {
  currentTime,
  type EntityManager,
  Invoice,
  ProjectMember,
  Task,
  TimeEntry,
  User,
} from '@timetracker/db';
import { AppError, invalid, invoiceTitle } from '@timetracker/shared';
import { accessibleProject } from './project-access.ts';

const DAY_MS = 86_400_000;

export const timerRuns = { path: 'stop_running', message: 'must be true, because a timer runs already' };

/** What the database refuses, in words: the rules hold also where two requests come at once. */
export const timeConstraints = {
  time_entries_one_running_idx: timerRuns,
  time_entries_no_overlap: { path: 'started_at', message: 'overlaps another time entry of this person' },
};

/**
 * Time is booked on a project that the caller may work in and that is not archived, and on a task of that project.
 * @throws {AppError} notFound, conflict (archived), invalid (the task is of another project)
 */
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

/**
 * The same for an entry that is moved. Its person's rights decide, also when an administrator moves it, so that nobody
 * is left with time in a project that they cannot see.
 * @throws {AppError} as above; invalid where only its person may not work there
 */
export async function checkMove(em: EntityManager, principal: Principal, entry: TimeEntry): Promise<void> {
  const { user_id, project_id } = entry;
  await checkSubject(em, principal, project_id, entry.task_id ?? null);
  if (user_id === principal.id) return;
  const owner = await em.findOneOrFail(User, { id: user_id });
  const isMember = await em.count(ProjectMember, { project_id, user_id });
  if (!isAdmin(owner) && isMember === 0)
    throw invalid('project_id', `is not a project that ${owner.display_name} works in`);
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

/**
 * Nobody is in two places: a person's entries do not overlap, and one may begin when the other ends.
 * Call it while the person's time is locked; the database holds the same rule.
 * @throws {AppError} conflict naming the first entry that is in the way, with its times as values
 */
export async function checkOverlap(
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
  if (!other) return;
  const values = {
    id: other.id,
    started_at: other.started_at.toISOString(),
    ended_at: other.ended_at?.toISOString() ?? null,
  };
  const message = `overlaps the time entry from ${values.started_at} to ${values.ended_at ?? 'now'}`;
  throw new AppError('conflict', `started_at ${message}`, {
    issues: [{ path: 'started_at', message, values }],
  });
}

/** What an invoice bills stays as it is billed. @throws {AppError} conflict naming the invoice */
export async function checkUnbilled(em: EntityManager, entry: TimeEntry): Promise<void> {
  if (entry.invoice_id == null) return;
  const invoice = await em.findOne(Invoice, { id: entry.invoice_id });
  const title = invoiceTitle(invoice?.number ?? null, 'a client');
  throw new AppError('conflict', `This time is on invoice "${title}" and cannot be changed`);
}

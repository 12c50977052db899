import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager, Project, Task, TimeEntry } from '@timetracker/db';
import {
  AppError,
  createTimeEntryInput,
  invalid,
  listTimeEntriesInput,
  startTimerInput,
  type TimeEntry as TimeEntryView,
  timeEntryIdInput,
  updateTimeEntryInput,
} from '@timetracker/shared';
import { isAdmin, type Principal } from '../principal.ts';
import { accessibleProject } from '../project-access.ts';
import { authenticated, router } from '../trpc.ts';

interface TimeEntryRow {
  id: number;
  user_id: number;
  project_id: number;
  task_id?: number | null;
  notes: string;
  started_at: Date;
  ended_at?: Date | null;
}

async function present(em: EntityManager, entry: TimeEntryRow): Promise<TimeEntryView> {
  const project = await em.findOne(Project, { id: entry.project_id });
  const task = entry.task_id == null ? null : await em.findOne(Task, { id: entry.task_id });
  return {
    id: entry.id,
    user_id: entry.user_id,
    project_id: entry.project_id,
    project_name: project?.name ?? '',
    task_id: entry.task_id ?? null,
    task_name: task?.name ?? null,
    notes: entry.notes,
    started_at: entry.started_at.toISOString(),
    ended_at: entry.ended_at?.toISOString() ?? null,
  };
}

/** Time is booked on a project that the caller may work in and that is not archived, and on a task of that project. */
async function checkSubject(
  em: EntityManager,
  principal: Principal,
  project_id: number,
  task_id: number | null,
) {
  const project = await accessibleProject(em, principal, project_id);
  if (project.archived_at) throw new AppError('conflict', `Project "${project.name}" is archived`);
  if (task_id === null) return;
  if (!(await em.findOne(Task, { id: task_id, project_id })))
    throw invalid('task_id', 'is not a task of this project');
}

const checkPeriod = (started_at: Date, ended_at: Date | null | undefined) => {
  if (ended_at && ended_at <= started_at) throw invalid('ended_at', 'must be after started_at');
};

async function ownEntry(em: EntityManager, principal: Principal, id: number) {
  const entry = await em.findOne(TimeEntry, isAdmin(principal) ? { id } : { id, user_id: principal.id });
  if (!entry) throw new AppError('notFound', `There is no time entry ${id}`);
  return entry;
}

const running = (em: EntityManager, user_id: number) => em.findOne(TimeEntry, { user_id, ended_at: null });

export const timeEntryRouter = router({
  /** The caller's newest time entries. */
  list: authenticated.input(listTimeEntriesInput).query(async ({ ctx, input }) => {
    const entries = await ctx.em.find(
      TimeEntry,
      { user_id: ctx.principal.id },
      { orderBy: { started_at: 'desc', id: 'desc' }, limit: input.limit },
    );
    return Promise.all(entries.map((entry) => present(ctx.em, entry)));
  }),

  /** The caller's running timer, or null. */
  running: authenticated.query(async ({ ctx }) => {
    const entry = await running(ctx.em, ctx.principal.id);
    return entry && present(ctx.em, entry);
  }),

  /** Starts the caller's timer. Conflict when one runs already: the database allows one a person. */
  start: authenticated.input(startTimerInput).mutation(async ({ ctx, input }) => {
    await checkSubject(ctx.em, ctx.principal, input.project_id, input.task_id);
    const entry = ctx.em.create(TimeEntry, {
      ...input,
      user_id: ctx.principal.id,
      started_at: new Date(),
      ended_at: null,
    });
    try {
      await ctx.em.flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException)
        throw new AppError('conflict', 'A timer is running already; stop it first', { cause: error });
      throw error;
    }
    return present(ctx.em, entry);
  }),

  /** Stops the caller's timer. */
  stop: authenticated.mutation(async ({ ctx }) => {
    const entry = await running(ctx.em, ctx.principal.id);
    if (!entry) throw new AppError('conflict', 'No timer is running');
    entry.ended_at = new Date(Math.max(Date.now(), entry.started_at.getTime() + 1));
    await ctx.em.flush();
    return present(ctx.em, entry);
  }),

  /** A manual entry. */
  create: authenticated.input(createTimeEntryInput).mutation(async ({ ctx, input }) => {
    await checkSubject(ctx.em, ctx.principal, input.project_id, input.task_id);
    const period = { started_at: new Date(input.started_at), ended_at: new Date(input.ended_at) };
    checkPeriod(period.started_at, period.ended_at);
    const entry = ctx.em.create(TimeEntry, { ...input, ...period, user_id: ctx.principal.id });
    await ctx.em.flush();
    return present(ctx.em, entry);
  }),

  update: authenticated.input(updateTimeEntryInput).mutation(async ({ ctx, input }) => {
    const { id, started_at, ended_at, ...changes } = input;
    const entry = await ownEntry(ctx.em, ctx.principal, id);
    const task_id = changes.task_id === undefined ? (entry.task_id ?? null) : changes.task_id;
    await checkSubject(ctx.em, ctx.principal, changes.project_id ?? entry.project_id, task_id);
    ctx.em.assign(entry, {
      ...changes,
      ...(started_at !== undefined && { started_at: new Date(started_at) }),
      ...(ended_at !== undefined && { ended_at: new Date(ended_at) }),
    });
    checkPeriod(entry.started_at, entry.ended_at);
    await ctx.em.flush();
    return present(ctx.em, entry);
  }),

  delete: authenticated.input(timeEntryIdInput).mutation(async ({ ctx, input }) => {
    ctx.em.remove(await ownEntry(ctx.em, ctx.principal, input.id));
    await ctx.em.flush();
    return { id: input.id };
  }),
});

import { currentTime, type EntityManager, projectTime, TimeEntry } from '@timetracker/db';
import {
  AppError,
  createTimeEntryInput,
  listTimeEntriesInput,
  projectIdInput,
  startTimerInput,
  timeEntryIdInput,
  updateTimeEntryInput,
} from '@timetracker/shared';
import { flushUnder } from '../tracker/flush.ts';
import { presentTimeEntries, presentTimeEntry } from '../tracker/present-time-entry.ts';
import { isAdmin, type Principal } from '../principal.ts';
import { accessibleProject } from '../tracker/project-access.ts';
import { checkPeriod, checkSubject, checkUnbilled, flushWithoutOverlap } from '../tracker/time-rules.ts';
import { authenticated, router } from '../trpc.ts';
import { checkVersion } from '../tracker/version-check.ts';

async function ownEntry(em: EntityManager, principal: Principal, id: number) {
  const entry = await em.findOne(TimeEntry, isAdmin(principal) ? { id } : { id, user_id: principal.id });
  if (!entry) throw new AppError('notFound', `There is no time entry ${id}`);
  return entry;
}

const running = (em: EntityManager, user_id: number) => em.findOne(TimeEntry, { user_id, ended_at: null });

/** Ends a running timer now, or a millisecond after its start: time is never empty. */
const stopTimer = (entry: TimeEntry) => {
  entry.ended_at = new Date(Math.max(+currentTime(), +entry.started_at + 1));
  return entry.ended_at;
};

const rules = {
  time_entries_one_running_idx: { path: 'project_id', message: 'cannot be timed: a timer runs already' },
  time_entries_no_overlap: { path: 'started_at', message: 'overlaps another of your time entries' },
};

export const timeEntryRouter = router({
  /** Newest first: the caller's own; with a project, everybody's in it. Errors: notFound, forbidden. */
  list: authenticated.input(listTimeEntriesInput).query(async ({ ctx, input }) => {
    const { user_id, project_id, task_id, from, to, limit } = input;
    if (project_id !== undefined) await accessibleProject(ctx.em, ctx.principal, project_id);
    else if (user_id !== undefined && user_id !== ctx.principal.id && !isAdmin(ctx.principal))
      throw new AppError('forbidden', "Only administrators see somebody else's time outside of a project");
    const whose = user_id ?? (project_id === undefined ? ctx.principal.id : undefined);
    const entries = await ctx.em.find(
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
    return presentTimeEntries(ctx.em, entries);
  }),

  /** The finished time of a project, in seconds, by person and by task. Errors: notFound. */
  ofProject: authenticated.input(projectIdInput).query(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.id);
    return projectTime(ctx.em, input.id);
  }),

  /** The caller's running timer, or null. */
  running: authenticated.query(async ({ ctx }) => {
    const entry = await running(ctx.em, ctx.principal.id);
    return entry && presentTimeEntry(ctx.em, entry);
  }),

  /**
   * Starts the caller's timer. Errors: conflict when one runs already and is not to be stopped: the database allows
   * one a person, also when two tabs start one at once.
   */
  start: authenticated.input(startTimerInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { stop_running, ...subject } = input;
      await checkSubject(em, ctx.principal, subject.project_id, subject.task_id);
      const current = await running(em, ctx.principal.id);
      if (current && !stop_running)
        throw new AppError('conflict', 'A timer is running already; stop it first');
      const started_at = current ? stopTimer(current) : currentTime();
      await em.flush();
      const entry = em.create(TimeEntry, {
        ...subject,
        user_id: ctx.principal.id,
        started_at,
        ended_at: null,
      });
      await flushUnder(em, rules);
      return presentTimeEntry(em, entry);
    }),
  ),

  /** Stops the caller's timer. Errors: conflict when none runs. */
  stop: authenticated.mutation(async ({ ctx }) => {
    const entry = await running(ctx.em, ctx.principal.id);
    if (!entry) throw new AppError('conflict', 'No timer is running');
    stopTimer(entry);
    await ctx.em.flush();
    return presentTimeEntry(ctx.em, entry);
  }),

  /** A manual entry. Errors: invalid period; conflict when it overlaps another entry of the caller. */
  create: authenticated.input(createTimeEntryInput).mutation(async ({ ctx, input }) => {
    await checkSubject(ctx.em, ctx.principal, input.project_id, input.task_id);
    const period = { started_at: new Date(input.started_at), ended_at: new Date(input.ended_at) };
    checkPeriod(period.started_at, period.ended_at);
    const owner = { user_id: ctx.principal.id };
    const entry = ctx.em.create(TimeEntry, { ...input, ...period, ...owner }, { persist: false });
    ctx.em.persist(entry);
    await flushWithoutOverlap(ctx.em, { ...period, ...owner });
    return presentTimeEntry(ctx.em, entry);
  }),

  /** Changes the fields that are given. Errors: notFound, invalid; conflict: overlap, billed, somebody was faster. */
  update: authenticated.input(updateTimeEntryInput).mutation(async ({ ctx, input }) => {
    const { id, version, started_at, ended_at, ...changes } = input;
    const entry = await ownEntry(ctx.em, ctx.principal, id);
    checkVersion(entry, version);
    await checkUnbilled(ctx.em, entry);
    if (changes.project_id !== undefined && changes.task_id === undefined) changes.task_id = null;
    const task_id = changes.task_id === undefined ? (entry.task_id ?? null) : changes.task_id;
    await checkSubject(ctx.em, ctx.principal, changes.project_id ?? entry.project_id, task_id);
    ctx.em.assign(entry, {
      ...changes,
      ...(started_at !== undefined && { started_at: new Date(started_at) }),
      ...(ended_at !== undefined && { ended_at: new Date(ended_at) }),
    });
    checkPeriod(entry.started_at, entry.ended_at);
    await flushWithoutOverlap(ctx.em, entry);
    return presentTimeEntry(ctx.em, entry);
  }),

  /** Deletes an own entry; administrators delete any. Errors: notFound; conflict when it is billed. */
  delete: authenticated.input(timeEntryIdInput).mutation(async ({ ctx, input }) => {
    const entry = await ownEntry(ctx.em, ctx.principal, input.id);
    await checkUnbilled(ctx.em, entry);
    ctx.em.remove(entry);
    await ctx.em.flush();
    return { id: input.id };
  }),
});

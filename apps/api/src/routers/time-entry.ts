import { currentTime, lockTimeOf, projectTime, TimeEntry } from '@timetracker/db';
import {
  AppError,
  createTimeEntryInput,
  listTimeEntriesInput,
  projectIdInput,
  startTimerInput,
  timeEntryIdInput,
  updateTimeEntryInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { findTimeEntries } from '../tracker/find-time-entries.ts';
import { flushUnder } from '../tracker/flush.ts';
import { presentTimeEntries, presentTimeEntry } from '../tracker/present-time-entry.ts';
import { accessibleProject } from '../tracker/project-access.ts';
import { changeableEntry, changesTo, lockedEntry } from '../tracker/time-entry-change.ts';
import {
  checkMove,
  checkOverlap,
  checkPeriod,
  checkSubject,
  checkUnbilled,
  timeConstraints,
  timerRuns,
} from '../tracker/time-rules.ts';
import { runningTimer, stopTimer } from '../tracker/timer.ts';
import { authenticated, router } from '../trpc/trpc.ts';

export const timeEntryRouter = router({
  /** Newest first: the caller's own; with a project, everybody's in it. Errors: notFound, forbidden. */
  list: authenticated
    .input(listTimeEntriesInput)
    .query(async ({ ctx, input }) =>
      presentTimeEntries(ctx.em, await findTimeEntries(ctx.em, ctx.principal, input)),
    ),

  /** One's own entry, for administrators anybody's. Errors: notFound, also for what is somebody else's. */
  get: authenticated
    .input(timeEntryIdInput)
    .query(async ({ ctx, input }) =>
      presentTimeEntry(ctx.em, await changeableEntry(ctx.em, ctx.principal, input.id)),
    ),

  /** The finished time of a project, in seconds, by person and by task. Errors: notFound. */
  ofProject: authenticated.input(projectIdInput).query(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.id);
    return projectTime(ctx.em, input.id);
  }),

  /** The caller's running timer, or null. */
  running: authenticated.query(async ({ ctx }) => {
    const entry = await runningTimer(ctx.em, ctx.principal.id);
    return entry && presentTimeEntry(ctx.em, entry);
  }),

  /**
   * Starts the caller's timer. Errors: conflict at `stop_running` when one runs already and is not to be stopped: the
   * database allows one a person, also when two tabs start one at once.
   */
  start: authenticated.input(startTimerInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { stop_running, ...subject } = input;
      const { id: user_id } = ctx.principal;
      await checkSubject(em, ctx.principal, subject.project_id, subject.task_id);
      await lockTimeOf(em, user_id);
      const current = await runningTimer(em, user_id);
      if (current && !stop_running)
        throw new AppError('conflict', 'A timer is running already; stop it first', { issues: [timerRuns] });
      const started_at = current ? stopTimer(current) : currentTime();
      await em.flush();
      const entry = em.create(TimeEntry, { ...subject, user_id, started_at, ended_at: null });
      await flushUnder(em, timeConstraints);
      return presentTimeEntry(em, entry);
    }),
  ),

  /** Stops the caller's timer. Errors: conflict when none runs. */
  stop: authenticated.mutation(({ ctx }) =>
    ctx.em.transactional(async (em) => {
      await lockTimeOf(em, ctx.principal.id);
      const entry = await runningTimer(em, ctx.principal.id);
      if (!entry) throw new AppError('conflict', 'No timer is running');
      stopTimer(entry);
      await em.flush();
      return presentTimeEntry(em, entry);
    }),
  ),

  /** A manual entry of the caller. Errors: notFound, invalid; conflict: archived project, overlap. */
  create: authenticated.input(createTimeEntryInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await checkSubject(em, ctx.principal, input.project_id, input.task_id);
      const period = { started_at: new Date(input.started_at), ended_at: new Date(input.ended_at) };
      checkPeriod(period.started_at, period.ended_at);
      const owner = { user_id: ctx.principal.id };
      await lockTimeOf(em, owner.user_id);
      await checkOverlap(em, { ...period, ...owner });
      const entry = em.create(TimeEntry, { ...input, ...period, ...owner });
      await flushUnder(em, timeConstraints);
      return presentTimeEntry(em, entry);
    }),
  ),

  /**
   * Changes the fields that are given; another project without a task clears the task. What stays as it is need
   * not be allowed any more: the note of an archived project's entry can be mended. An end stops a running timer.
   * Errors: notFound, invalid; conflict: archived project, overlap, billed, somebody was faster.
   */
  update: authenticated.input(updateTimeEntryInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version } = input;
      const entry = await lockedEntry(em, ctx.principal, id);
      checkVersion(entry, version);
      await checkUnbilled(em, entry);
      const before = { ...entry };
      em.assign(entry, changesTo(entry, input));
      if (entry.project_id !== before.project_id || entry.task_id !== before.task_id)
        await checkMove(em, ctx.principal, entry);
      if (
        +entry.started_at !== +before.started_at ||
        entry.ended_at?.getTime() !== before.ended_at?.getTime()
      ) {
        checkPeriod(entry.started_at, entry.ended_at);
        await checkOverlap(em, entry);
      }
      await flushUnder(em, timeConstraints);
      return presentTimeEntry(em, entry);
    }),
  ),

  /** Deletes an own entry; administrators delete any. Errors: notFound; conflict when it is billed. */
  delete: authenticated.input(timeEntryIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const entry = await lockedEntry(em, ctx.principal, input.id);
      await checkUnbilled(em, entry);
      em.remove(entry);
      await flushUnder(em, timeConstraints);
      return { id: input.id };
    }),
  ),
});

import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import {
  besideName,
  Client,
  Comment,
  currencyOf,
  currentTime,
  type EntityManager,
  Invoice,
  keepRates,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
  toldApart,
  User,
} from '@timetracker/db';
import {
  AppError,
  createProjectInput,
  invalid,
  listProjectsInput,
  projectIdInput,
  projectMemberInput,
  updateProjectInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { checkRemovable } from '../tracker/check-removable.ts';
import { presentProject, presentProjects } from '../tracker/present-project.ts';
import { accessibleProject, accessibleProjectIds } from '../tracker/project-access.ts';
import { administrator, authenticated, router } from '../trpc/trpc.ts';

// Locked in one order, so that two removals do not wait for each other.
const inOrder = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;

interface Terms {
  client_id?: number | null | undefined;
  hourly_rate_cents?: number | null | undefined;
}

/** For whom and for how much a project is done is decided by administrators. */
async function checkTerms(em: EntityManager, principal: Principal, terms: Terms, current: Terms = {}) {
  const changed =
    (terms.client_id !== undefined && terms.client_id !== (current.client_id ?? null)) ||
    (terms.hourly_rate_cents !== undefined &&
      terms.hourly_rate_cents !== (current.hourly_rate_cents ?? null));
  if (changed && !isAdmin(principal))
    throw new AppError('forbidden', 'Only administrators set the client and the hourly rate of a project');
  if (terms.client_id != null && !(await em.findOne(Client, { id: terms.client_id })))
    throw invalid('client_id', `names the unknown client ${terms.client_id}`);
}

export const projectRouter = router({
  /** The projects that the caller may work in, by name. */
  list: authenticated.input(listProjectsInput.optional()).query(async ({ ctx, input }) => {
    const ids = await accessibleProjectIds(ctx.em, ctx.principal);
    const projects = await ctx.em.find(
      Project,
      {
        ...(ids && { id: { $in: ids } }),
        ...(input?.client_id !== undefined && { client_id: input.client_id }),
        archived_at: input?.archived ? { $ne: null } : null,
      },
      { orderBy: { name: 'asc', id: 'asc' } },
    );
    return presentProjects(ctx.em, projects);
  }),

  /** One project. Errors: notFound. */
  get: authenticated
    .input(projectIdInput)
    .query(async ({ ctx, input }) =>
      presentProject(ctx.em, await accessibleProject(ctx.em, ctx.principal, input.id)),
    ),

  /** A new project, with its creator as the first member. */
  create: authenticated.input(createProjectInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      await checkTerms(em, ctx.principal, input);
      const project = em.create(Project, input);
      await em.flush();
      // Part of the creation, not an event of its own: inserted past the capture.
      await em.insert(ProjectMember, {
        project_id: project.id,
        user_id: ctx.principal.id,
        created_at: currentTime(),
      });
      return presentProject(em, project);
    }),
  ),

  /** Changes the fields that are given. Errors: notFound, forbidden; conflict when somebody else was faster. */
  update: authenticated.input(updateProjectInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, ...changes } = input;
      const project = await accessibleProject(em, ctx.principal, id, LockMode.PESSIMISTIC_WRITE);
      checkVersion(project, version);
      await checkTerms(em, ctx.principal, changes, project);
      if (changes.client_id !== undefined && changes.hourly_rate_cents === undefined) {
        const [from, to] = [await currencyOf(em, project.client_id), await currencyOf(em, changes.client_id)];
        await keepRates(em, { id }, from, to);
      }
      em.assign(project, changes);
      await em.flush();
      return presentProject(em, project);
    }),
  ),

  archive: authenticated.input(projectIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = await accessibleProject(em, ctx.principal, input.id, LockMode.PESSIMISTIC_WRITE);
      project.archived_at ??= currentTime();
      await em.flush();
      return presentProject(em, project);
    }),
  ),

  unarchive: authenticated.input(projectIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = await accessibleProject(em, ctx.principal, input.id, LockMode.PESSIMISTIC_WRITE);
      project.archived_at = null;
      await em.flush();
      return presentProject(em, project);
    }),
  ),

  /**
   * Deletes a project with its tasks, comments and time entries, each of which leaves its own activity.
   * Errors: notFound; conflict when it has invoices or billed time, which books must keep, or parts of other people.
   */
  delete: authenticated.input(projectIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = await accessibleProject(em, ctx.principal, input.id, LockMode.PESSIMISTIC_WRITE);
      const which = { project_id: project.id };
      const tasks = await em.find(Task, which, inOrder);
      const comments = await em.find(Comment, which, inOrder);
      const entries = await em.find(TimeEntry, which, inOrder);
      const invoices = await em.count(Invoice, which);
      checkRemovable(ctx.principal, {
        name: project.name,
        comments,
        entries,
        invoices,
        instead: 'archive it',
      });
      for (const part of [...entries, ...comments]) em.remove(part);
      await em.flush();
      for (const task of tasks) em.remove(task);
      await em.flush();
      em.remove(project);
      await em.flush();
      return { id: input.id };
    }),
  ),

  members: authenticated.input(projectIdInput).query(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.id);
    const memberships = await ctx.em.find(ProjectMember, { project_id: input.id });
    const users = await ctx.em.find(
      User,
      { id: { $in: memberships.map((row) => row.user_id) } },
      { orderBy: { display_name: 'asc' } },
    );
    const apart = await toldApart(
      ctx.em,
      users.map(({ id }) => id),
    );
    return users.map(({ id, username, display_name, role }) => ({
      user_id: id,
      username,
      display_name,
      ...besideName(apart, id),
      role,
    }));
  }),

  /** Lets somebody in. Whoever is a member already stays one, and nothing is told. Errors: notFound, invalid. */
  addMember: administrator.input(projectMemberInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      // Locked, so that two who add the same person at once do so one after the other.
      await accessibleProject(em, ctx.principal, input.project_id, LockMode.PESSIMISTIC_WRITE);
      if (!(await em.findOne(User, { id: input.user_id })))
        throw invalid('user_id', `names the unknown user ${input.user_id}`);
      if (!(await em.findOne(ProjectMember, input))) em.create(ProjectMember, input);
      await em.flush();
      return input;
    }),
  ),

  /** Errors: notFound for somebody who is no member (any more). */
  removeMember: administrator
    .meta({ changes_rights: true })
    .input(projectMemberInput)
    .mutation(({ ctx, input }) =>
      ctx.em.transactional(async (em) => {
        const membership = await em.findOne(ProjectMember, input, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!membership) throw new AppError('notFound', 'This person is not a member of the project');
        em.remove(membership);
        await em.flush();
        return input;
      }),
    ),
});

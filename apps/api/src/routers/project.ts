import {
  Client,
  Comment,
  currentTime,
  type EntityManager,
  Invoice,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
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
import { presentProject, presentProjects } from '../tracker/present-project.ts';
import { isAdmin, type Principal } from '../principal.ts';
import { accessibleProject, accessibleProjectIds } from '../tracker/project-access.ts';
import { administrator, authenticated, router } from '../trpc.ts';
import { checkVersion } from '../tracker/version-check.ts';

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
  update: authenticated.input(updateProjectInput).mutation(async ({ ctx, input }) => {
    const { id, version, ...changes } = input;
    const project = await accessibleProject(ctx.em, ctx.principal, id);
    checkVersion(project, version);
    await checkTerms(ctx.em, ctx.principal, changes, project);
    ctx.em.assign(project, changes);
    await ctx.em.flush();
    return presentProject(ctx.em, project);
  }),

  archive: authenticated.input(projectIdInput).mutation(async ({ ctx, input }) => {
    const project = await accessibleProject(ctx.em, ctx.principal, input.id);
    project.archived_at ??= currentTime();
    await ctx.em.flush();
    return presentProject(ctx.em, project);
  }),

  unarchive: authenticated.input(projectIdInput).mutation(async ({ ctx, input }) => {
    const project = await accessibleProject(ctx.em, ctx.principal, input.id);
    project.archived_at = null;
    await ctx.em.flush();
    return presentProject(ctx.em, project);
  }),

  /**
   * Deletes a project with its tasks, comments and time entries, each of which leaves its own activity.
   * Errors: notFound; conflict when it has invoices, which books must keep.
   */
  delete: authenticated.input(projectIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = await accessibleProject(em, ctx.principal, input.id);
      if ((await em.count(Invoice, { project_id: project.id })) > 0)
        throw new AppError('conflict', `"${project.name}" has invoices; archive it instead`);
      for (const entry of await em.find(TimeEntry, { project_id: project.id })) em.remove(entry);
      for (const comment of await em.find(Comment, { project_id: project.id })) em.remove(comment);
      await em.flush();
      for (const task of await em.find(Task, { project_id: project.id })) em.remove(task);
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
    return users.map(({ id, username, display_name, role }) => ({
      user_id: id,
      username,
      display_name,
      role,
    }));
  }),

  addMember: administrator.input(projectMemberInput).mutation(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.project_id);
    if (!(await ctx.em.findOne(User, { id: input.user_id })))
      throw invalid('user_id', `names the unknown user ${input.user_id}`);
    if (!(await ctx.em.findOne(ProjectMember, input))) {
      ctx.em.create(ProjectMember, input);
      await ctx.em.flush();
    }
    return input;
  }),

  removeMember: administrator.input(projectMemberInput).mutation(async ({ ctx, input }) => {
    const membership = await ctx.em.findOne(ProjectMember, input);
    if (!membership) throw new AppError('notFound', 'This person is not a member of the project');
    ctx.em.remove(membership);
    await ctx.em.flush();
    return input;
  }),
});

import { type EntityManager, Project, ProjectMember, Task, TimeEntry, User } from '@timetracker/db';
import {
  AppError,
  createProjectInput,
  invalid,
  listProjectsInput,
  type Project as ProjectView,
  projectIdInput,
  projectMemberInput,
  updateProjectInput,
} from '@timetracker/shared';
import { isAdmin, type Principal } from '../principal.ts';
import { accessibleProject } from '../project-access.ts';
import { administrator, authenticated, router } from '../trpc.ts';

type ProjectRow = Pick<ProjectView, 'id' | 'name' | 'description'> & {
  archived_at?: Date | null;
  created_at: Date;
};

const present = (project: ProjectRow, member_count: number): ProjectView => ({
  id: project.id,
  name: project.name,
  description: project.description,
  archived_at: project.archived_at?.toISOString() ?? null,
  created_at: project.created_at.toISOString(),
  member_count,
});

const presentCounted = async (em: EntityManager, project: ProjectRow): Promise<ProjectView> =>
  present(project, await em.count(ProjectMember, { project_id: project.id }));

/** Narrows projects to those that the caller may work in. */
async function accessible(em: EntityManager, principal: Principal) {
  if (isAdmin(principal)) return {};
  const memberships = await em.find(ProjectMember, { user_id: principal.id });
  return { id: { $in: memberships.map((row) => row.project_id) } };
}

export const projectRouter = router({
  /** The projects that the caller may work in, by name. */
  list: authenticated.input(listProjectsInput.optional()).query(async ({ ctx, input }) => {
    const mine = await accessible(ctx.em, ctx.principal);
    const archived_at = input?.archived ? { $ne: null } : null;
    const projects = await ctx.em.find(
      Project,
      { ...mine, archived_at },
      { orderBy: { name: 'asc', id: 'asc' } },
    );
    const counts = await ctx.em.find(ProjectMember, {
      project_id: { $in: projects.map((project) => project.id) },
    });
    return projects.map((project) =>
      present(project, counts.filter((row) => row.project_id === project.id).length),
    );
  }),

  /** A new project, with its creator as the first member. */
  create: authenticated.input(createProjectInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = em.create(Project, input);
      await em.flush();
      // Part of the creation, not an event of its own: inserted past the capture.
      await em.insert(ProjectMember, {
        project_id: project.id,
        user_id: ctx.principal.id,
        created_at: new Date(),
      });
      return present(project, 1);
    }),
  ),

  update: authenticated.input(updateProjectInput).mutation(async ({ ctx, input }) => {
    const project = await accessibleProject(ctx.em, ctx.principal, input.id);
    if (input.name !== undefined) project.name = input.name;
    if (input.description !== undefined) project.description = input.description;
    await ctx.em.flush();
    return presentCounted(ctx.em, project);
  }),

  archive: authenticated.input(projectIdInput).mutation(async ({ ctx, input }) => {
    const project = await accessibleProject(ctx.em, ctx.principal, input.id);
    project.archived_at ??= new Date();
    await ctx.em.flush();
    return presentCounted(ctx.em, project);
  }),

  unarchive: authenticated.input(projectIdInput).mutation(async ({ ctx, input }) => {
    const project = await accessibleProject(ctx.em, ctx.principal, input.id);
    project.archived_at = null;
    await ctx.em.flush();
    return presentCounted(ctx.em, project);
  }),

  /** Deletes a project with its tasks and time entries, each of which leaves its own activity. */
  delete: authenticated.input(projectIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const project = await accessibleProject(em, ctx.principal, input.id);
      for (const entry of await em.find(TimeEntry, { project_id: project.id })) em.remove(entry);
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
    return users.map(({ id, username, display_name }) => ({ user_id: id, username, display_name }));
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

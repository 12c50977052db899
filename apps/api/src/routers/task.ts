import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import {
  Comment,
  commentCounts,
  type EntityManager,
  Project,
  ProjectMember,
  Task,
  TimeEntry,
  User,
} from '@timetracker/db';
import {
  createTaskInput,
  invalid,
  listTasksInput,
  type Task as TaskView,
  taskIdInput,
  updateTaskInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { checkRemovable } from '../tracker/check-removable.ts';
import { namedBy, projectsById } from '../tracker/present-names.ts';
import { accessibleProject, accessibleProjectIds } from '../tracker/project-access.ts';
import { accessibleTask, lockedTask } from '../tracker/task-access.ts';
import { authenticated, router } from '../trpc/trpc.ts';

/** The one who has a task, as a part of it. */
const assigneeOf = (person: { display_name: string; told_apart_by?: string } | null) => ({
  assignee_name: person?.display_name ?? null,
  ...(person?.told_apart_by !== undefined && { assignee_told_apart_by: person.told_apart_by }),
});

/** Tasks with the names of what they refer to, with one query for each kind. */
async function present(em: EntityManager, tasks: readonly Task[]): Promise<TaskView[]> {
  const projects = await projectsById(
    em,
    tasks.map((task) => task.project_id),
  );
  const named = await namedBy(
    em,
    tasks.map((task) => task.assignee_id),
  );
  const comments = await commentCounts(
    em,
    tasks.map((task) => task.id),
  );
  return tasks.map((task) => ({
    id: task.id,
    project_id: task.project_id,
    project_name: projects.get(task.project_id)?.name ?? '',
    name: task.name,
    description: task.description,
    status: task.status,
    priority: task.priority,
    assignee_id: task.assignee_id ?? null,
    ...assigneeOf(task.assignee_id == null ? null : named(task.assignee_id)),
    due_date: task.due_date ?? null,
    comment_count: comments.get(task.id) ?? 0,
    version: task.version,
    created_at: task.created_at.toISOString(),
  }));
}

async function presentOne(em: EntityManager, task: Task): Promise<TaskView> {
  const [view] = await present(em, [task]);
  if (!view) throw new Error('One task has one view');
  return view;
}

/**
 * A task is assigned to somebody who can work on it: an active member of its project, or by an administrator also to an
 * administrator. Of whoever is neither, others than administrators learn nothing, not even whether they exist.
 */
async function checkAssignee(
  em: EntityManager,
  principal: Principal,
  project_id: number,
  id: number | null | undefined,
) {
  if (id == null) return;
  const isMember = (await em.count(ProjectMember, { project_id, user_id: id })) > 0;
  if (!isMember && !isAdmin(principal)) throw invalid('assignee_id', 'must be of a member of the project');
  const user = await em.findOne(User, { id });
  if (!user) throw invalid('assignee_id', `names the unknown user ${id}`);
  if (user.deactivated_at) throw invalid('assignee_id', `names ${user.display_name}, who is deactivated`);
  if (!isMember && user.role !== 'admin')
    throw invalid('assignee_id', `names ${user.display_name}, who is not a member of the project`);
}

// Locked in one order, so that two removals do not wait for each other.
const inOrder = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;

const isOpen = { status: { $nin: ['done', 'cancelled'] } } as const;
const pattern = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

export const taskRouter = router({
  /** Tasks of a project, or of all active projects that the caller may work in; oldest first. */
  list: authenticated.input(listTasksInput).query(async ({ ctx, input }) => {
    const { project_id, assignee_id, open, search, limit } = input;
    if (project_id !== undefined) await accessibleProject(ctx.em, ctx.principal, project_id);
    const ids = project_id === undefined ? await accessibleProjectIds(ctx.em, ctx.principal) : [project_id];
    const active =
      project_id === undefined
        ? await ctx.em.find(Project, { archived_at: null, ...(ids && { id: { $in: ids } }) })
        : [];
    const tasks = await ctx.em.find(
      Task,
      {
        project_id: project_id ?? { $in: active.map((project) => project.id) },
        ...(assignee_id !== undefined && { assignee_id }),
        ...(open && isOpen),
        ...(search !== undefined && { name: { $ilike: pattern(search) } }),
      },
      { orderBy: { id: 'asc' }, limit },
    );
    return present(ctx.em, tasks);
  }),

  /** One task. Errors: notFound. */
  get: authenticated
    .input(taskIdInput)
    .query(async ({ ctx, input }) =>
      presentOne(ctx.em, await accessibleTask(ctx.em, ctx.principal, input.id)),
    ),

  create: authenticated.input(createTaskInput).mutation(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.project_id);
    await checkAssignee(ctx.em, ctx.principal, input.project_id, input.assignee_id);
    const task = ctx.em.create(Task, input);
    await ctx.em.flush();
    return presentOne(ctx.em, task);
  }),

  /** Changes the fields that are given. Errors: notFound; conflict when somebody else was faster. */
  update: authenticated.input(updateTaskInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, version, ...changes } = input;
      const task = await lockedTask(em, ctx.principal, id, LockMode.PESSIMISTIC_WRITE);
      checkVersion(task, version);
      if (changes.assignee_id !== task.assignee_id)
        await checkAssignee(em, ctx.principal, task.project_id, changes.assignee_id);
      em.assign(task, changes);
      await em.flush();
      return presentOne(em, task);
    }),
  ),

  /**
   * Deletes a task with its comments; time spent on it stays with its project. Errors: notFound; conflict when time on it
   * is billed, which keeps its task, or other people's comments or time would be changed.
   */
  delete: authenticated.input(taskIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const task = await lockedTask(em, ctx.principal, input.id, LockMode.PESSIMISTIC_WRITE);
      const comments = await em.find(Comment, { task_id: task.id }, inOrder);
      const entries = await em.find(TimeEntry, { task_id: task.id }, inOrder);
      const instead = 'set its status to done or cancelled';
      checkRemovable(ctx.principal, { name: task.name, comments, entries, instead });
      for (const entry of entries) entry.task_id = null;
      for (const comment of comments) em.remove(comment);
      await em.flush();
      em.remove(task);
      await em.flush();
      return { id: input.id };
    }),
  ),
});

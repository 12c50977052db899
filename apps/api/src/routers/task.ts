import { type EntityManager, Task, TimeEntry, User } from '@timetracker/db';
import {
  AppError,
  createTaskInput,
  invalid,
  listTasksInput,
  type Task as TaskView,
  taskIdInput,
  updateTaskInput,
} from '@timetracker/shared';
import type { Principal } from '../principal.ts';
import { accessibleProject } from '../project-access.ts';
import { authenticated, router } from '../trpc.ts';

type TaskRow = Omit<TaskView, 'created_at' | 'assignee_id'> & {
  created_at: Date;
  assignee_id?: number | null;
};

const present = (task: TaskRow): TaskView => ({
  id: task.id,
  project_id: task.project_id,
  name: task.name,
  description: task.description,
  status: task.status,
  assignee_id: task.assignee_id ?? null,
  created_at: task.created_at.toISOString(),
});

async function accessibleTask(em: EntityManager, principal: Principal, id: number) {
  const task = await em.findOne(Task, { id });
  if (!task) throw new AppError('notFound', `There is no task ${id}`);
  await accessibleProject(em, principal, task.project_id);
  return task;
}

async function checkAssignee(em: EntityManager, id: number | null | undefined): Promise<void> {
  if (id == null) return;
  if (!(await em.findOne(User, { id }))) throw invalid('assignee_id', `names the unknown user ${id}`);
}

export const taskRouter = router({
  list: authenticated.input(listTasksInput).query(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.project_id);
    const tasks = await ctx.em.find(Task, { project_id: input.project_id }, { orderBy: { id: 'asc' } });
    return tasks.map(present);
  }),

  create: authenticated.input(createTaskInput).mutation(async ({ ctx, input }) => {
    await accessibleProject(ctx.em, ctx.principal, input.project_id);
    await checkAssignee(ctx.em, input.assignee_id);
    const task = ctx.em.create(Task, input);
    await ctx.em.flush();
    return present(task);
  }),

  update: authenticated.input(updateTaskInput).mutation(async ({ ctx, input }) => {
    const { id, ...changes } = input;
    const task = await accessibleTask(ctx.em, ctx.principal, id);
    await checkAssignee(ctx.em, changes.assignee_id);
    ctx.em.assign(task, changes);
    await ctx.em.flush();
    return present(task);
  }),

  /** Deletes a task; time spent on it stays with its project. */
  delete: authenticated.input(taskIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const task = await accessibleTask(em, ctx.principal, input.id);
      for (const entry of await em.find(TimeEntry, { task_id: task.id })) entry.task_id = null;
      await em.flush();
      em.remove(task);
      await em.flush();
      return { id: input.id };
    }),
  ),
});

import type { Task } from '@timetracker/shared';
import type { trpc } from '../api/trpc.ts';

type Api = ReturnType<typeof trpc.useUtils>;
type TaskRef = Pick<Task, 'id' | 'project_id'>;

/** The places where a loaded task is kept: the list of its project, and its own page. */
export const taskCache = (api: Api) => {
  const keep = ({ id, project_id }: TaskRef, change: (task: Task) => Task) => {
    api.task.list.setData({ project_id }, (tasks) =>
      tasks?.map((task) => (task.id === id ? change(task) : task)),
    );
    api.task.get.setData({ id }, (task) => task && change(task));
  };
  return {
    find: ({ id, project_id }: TaskRef): Task | undefined =>
      api.task.list.getData({ project_id })?.find((task) => task.id === id) ?? api.task.get.getData({ id }),
    /** Shows a change before the server has answered. */
    patch: (task: TaskRef, changes: Partial<Task>) => keep(task, (current) => ({ ...current, ...changes })),
    /** Shows what the server answered. */
    put: (task: Task) => keep(task, () => task),
    /** Stops answers under way that do not know of a change yet. */
    hold: ({ id, project_id }: TaskRef) =>
      Promise.all([api.task.list.cancel({ project_id }), api.task.get.cancel({ id })]),
  };
};

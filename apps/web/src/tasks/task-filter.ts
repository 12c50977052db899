import type { Task } from '@timetracker/shared';
import type { TaskSearch } from './task-search.ts';

type TaskFilter = Pick<TaskSearch, 'assignee' | 'q'>;

const isAssignedTo = (task: Task, assignee: TaskSearch['assignee'], me_id: number) => {
  if (assignee === undefined) return true;
  if (assignee === 'nobody') return task.assignee_id === null;
  return task.assignee_id === (assignee === 'me' ? me_id : assignee);
};

/** The tasks that the address of the page asks for; text is looked for in the name, in any case. */
export function filterTasks(tasks: readonly Task[], { assignee, q = '' }: TaskFilter, me_id: number): Task[] {
  const sought = q.trim().toLocaleLowerCase();
  return tasks.filter(
    (task) => isAssignedTo(task, assignee, me_id) && task.name.toLocaleLowerCase().includes(sought),
  );
}

export const isFiltered = ({ assignee, q }: TaskFilter): boolean => assignee !== undefined || q !== undefined;

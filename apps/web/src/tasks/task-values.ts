import type { Task, TaskPriority, TaskStatus } from '@timetracker/shared';
import { NOBODY } from './assignee.ts';

/** A new task as its form has it: assignee and day as text, empty for none. */
export interface NewTaskValues extends Record<string, unknown> {
  name: string;
  description: string;
  status: TaskStatus;
  priority: TaskPriority;
  assignee_id: string;
  due_date: string;
}

export const newTask: NewTaskValues = {
  name: '',
  description: '',
  status: 'todo',
  priority: 'normal',
  assignee_id: NOBODY,
  due_date: '',
};

/** Form values as the API takes them. */
export const asTaskInput = ({ assignee_id, due_date, ...others }: NewTaskValues) => ({
  ...others,
  assignee_id: assignee_id === NOBODY ? null : Number(assignee_id),
  due_date: due_date === '' ? null : due_date,
});

/** What of a task is written, and therefore saved by a button. */
export interface TaskText extends Record<string, unknown> {
  name: string;
  description: string;
}

export const textSnapshot = ({ name, description, version }: Task) => ({
  values: { name, description } satisfies TaskText,
  version,
});

import { type Task, taskPriorityValues, taskStatusValues } from '@timetracker/shared';
import type { TaskSortKey } from './task-search.ts';

type Compare = (left: Task, right: Task) => number;

/** After every day there is. */
const NO_DAY = '9999-99-99';

const byName: Compare = (left, right) => left.name.localeCompare(right.name);
const byDue: Compare = (left, right) => (left.due_date ?? NO_DAY).localeCompare(right.due_date ?? NO_DAY);
const mostPressingFirst: Compare = (left, right) =>
  taskPriorityValues.indexOf(right.priority) - taskPriorityValues.indexOf(left.priority);
const nobodyLast: Compare = (left, right) =>
  Number(left.assignee_name === null) - Number(right.assignee_name === null) ||
  (left.assignee_name ?? '').localeCompare(right.assignee_name ?? '');

const orders: Record<TaskSortKey, Compare> = {
  name: byName,
  status: (left, right) => taskStatusValues.indexOf(left.status) - taskStatusValues.indexOf(right.status),
  priority: mostPressingFirst,
  assignee: nobodyLast,
  due: byDue,
};

/** As work is best taken up: the most pressing first, then what is due first, then the oldest. */
const asUsual: Compare = (left, right) =>
  mostPressingFirst(left, right) || byDue(left, right) || left.id - right.id;

/** Tasks in an order; those that are equal in it as usual. @param key without one, as usual */
export function sortTasks(tasks: readonly Task[], key?: TaskSortKey, descending = false): Task[] {
  if (!key) return tasks.toSorted(asUsual);
  const direction = descending ? -1 : 1;
  return tasks.toSorted((left, right) => direction * orders[key](left, right) || asUsual(left, right));
}

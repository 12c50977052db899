import type { Calendar } from '../calendar.ts';
import { say } from './remarks.ts';
import { type Step, step } from './step.ts';
import type { TaskLife } from './task-life.ts';

const MINUTE_MS = 60_000;

/** How a task comes into being: written down, and given to somebody at once or later. */
export function writeDown({ task, created_at, assigned_at }: TaskLife, calendar: Calendar): Step[] {
  const { key, project, by, assignee, day, due } = task;
  const created = step(created_at, by, 'create_task', {
    task: key,
    project,
    name: task.name,
    description: task.description,
    priority: task.priority,
    assignee: assigned_at === null ? assignee : undefined,
    due_date: due === undefined ? undefined : calendar.dayAfter(day, due),
  });
  if (assigned_at === null || task.assigned_by === undefined) return [created];
  return [created, step(assigned_at, task.assigned_by, 'change_task', { task: key, assignee })];
}

/** How a task ends that nobody works on: something is said, then it is cancelled. */
export function drop(life: TaskLife, calendar: Calendar): Step[] {
  const { task } = life;
  if (task.dropped === undefined) return [];
  const at = calendar.at(task.dropped, 14 * 60 + 7);
  const said = (task.remarks ?? []).flatMap((remark) => say(life, remark, at));
  return [
    ...said,
    step(life.said_at + 2 * MINUTE_MS, task.by, 'change_task', { task: task.key, status: 'cancelled' }),
  ];
}

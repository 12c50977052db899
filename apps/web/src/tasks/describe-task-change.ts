import { nameOf, type Task } from '@timetracker/shared';
import { priorityLabel, statusText } from '../i18n/catalog-text.ts';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

/** What is changed at once, without a form; the name goes with the assignee, for the screen. */
export type TaskChange = Partial<
  Pick<Task, 'status' | 'priority' | 'due_date' | 'assignee_id' | 'assignee_name' | 'assignee_told_apart_by'>
>;

/** What a change did to a task: `“Fix sign-in” moved to Review`. */
export function describeTaskChange(name: string, change: TaskChange): string {
  const { status, priority, due_date, assignee_id, assignee_name, assignee_told_apart_by } = change;
  if (status !== undefined) return t('tasks.moved', { name, status: statusText('task', status) });
  if (priority !== undefined) return t('tasks.priority_set', { name, priority: priorityLabel(priority) });
  if (assignee_id !== undefined)
    return assignee_id === null
      ? t('tasks.unassigned', { name })
      : t('tasks.assigned', {
          name,
          person: nameOf({ display_name: assignee_name ?? '', told_apart_by: assignee_told_apart_by }),
        });
  return due_date
    ? t('tasks.due_set', { name, date: formatDate(due_date) })
    : t('tasks.due_cleared', { name });
}

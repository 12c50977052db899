import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nameOf, type Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { priorityLabel, sentenceOf, statusText } from '../i18n/catalog-text.ts';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { isVersionConflict } from '../ui/conflict-notice.tsx';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import { taskCache } from './task-cache.ts';

/** What is changed at once, without a form; the name goes with the assignee, for the screen. */
type TaskChange = Partial<
  Pick<Task, 'status' | 'priority' | 'due_date' | 'assignee_id' | 'assignee_name' | 'assignee_told_apart_by'>
>;

/** What a change did to a task: `“Fix sign-in” moved to Review`. */
function describeTaskChange(name: string, change: TaskChange): string {
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

interface Change {
  task: Task;
  change: TaskChange;
  isUndo?: true;
}

const MUTATION = ['task', 'change'];

/** The server knows the name of whoever it is assigned to. */
function asInput(change: TaskChange) {
  const { assignee_name: _, assignee_told_apart_by: __, ...input } = change;
  return input;
}

/** What those fields were before. */
const inverse = (task: Task, change: TaskChange): TaskChange =>
  Object.fromEntries(Object.keys(change).map((field) => [field, task[field as keyof TaskChange]]));

/**
 * Changes a task in one go: at once on the screen, one change after the other on the server, each based on the version
 * that was seen. Undone as easily; where somebody else was faster, says who did what and shows it.
 */
export function useTaskChange() {
  const api = trpc.useUtils();
  const queryClient = useQueryClient();
  const cache = taskCache(api);

  const tellConflict = async ({ id, name }: Task) => {
    const title = t('tasks.not_changed', { name });
    const latest = await api.client.activity.list
      .query({ entity_type: ['task'], entity_id: id, limit: 1 })
      .then(({ activities: [activity] }) => activity)
      .catch(() => undefined);
    toastError(
      title,
      latest
        ? t('tasks.changed_by', { person: nameOf(latest), what: sentenceOf(latest) })
        : t('tasks.changed_meanwhile'),
    );
  };

  const mutation = useMutation({
    mutationKey: MUTATION,
    scope: { id: 'task-change' },
    mutationFn: ({ task, change }: Change) =>
      api.client.task.update.mutate({
        id: task.id,
        version: cache.find(task)?.version ?? task.version,
        ...asInput(change),
      }),
    onMutate: async ({ task, change }) => {
      await cache.hold(task);
      cache.patch(task, change);
    },
    onSuccess: (saved, { task, change, isUndo }) => {
      cache.put(saved);
      toastSuccess(describeTaskChange(task.name, change), {
        ...(!isUndo && {
          undo: () => mutation.mutate({ task: saved, change: inverse(task, change), isUndo: true }),
        }),
      });
    },
    onError: (error, { task }) =>
      isVersionConflict(error)
        ? void tellConflict(task)
        : toastError(t('tasks.not_changed', { name: task.name }), error),
    onSettled: () =>
      // While another change is on its way, the server's answer would not have it yet.
      queryClient.isMutating({ mutationKey: MUTATION }) > 1 ? undefined : refresh(),
  });

  const refresh = () => Promise.all([api.task.invalidate(), api.project.list.invalidate()]);

  return (task: Task, change: TaskChange) => mutation.mutate({ task, change });
}

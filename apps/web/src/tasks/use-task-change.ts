import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nameOf, type Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { sentenceOf } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { isVersionConflict } from '../ui/conflict-notice.tsx';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import { describeTaskChange, type TaskChange } from './describe-task-change.ts';
import { taskCache } from './task-cache.ts';

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

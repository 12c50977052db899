import { type Task, type TaskStatus, taskStatuses } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { sayDone, sayFailed } from '../ui/toast.tsx';
import type { Member } from './member.ts';

/** What can be done with a task, each saying afterwards what happened. */
export function useTaskChanges({ id, name }: Task) {
  const api = trpc.useUtils();
  const onSettled = () => api.task.invalidate();
  const update = trpc.task.update.useMutation({
    onError: (error) => sayFailed(`Task “${name}” was not changed`, error),
    onSettled,
  });
  const remove = trpc.task.delete.useMutation({
    onSuccess: () => sayDone(`Task “${name}” deleted`),
    onSettled,
  });
  return {
    moveTo: (status: TaskStatus) =>
      update.mutate(
        { id, status },
        { onSuccess: () => sayDone(`Task “${name}” is now “${taskStatuses[status]}”`) },
      ),
    assign: (member: Member | null) =>
      update.mutate(
        { id, assignee_id: member?.user_id ?? null },
        {
          onSuccess: () =>
            sayDone(
              member
                ? `Task “${name}” assigned to ${member.display_name}`
                : `Task “${name}” assigned to nobody`,
            ),
        },
      ),
    remove,
  };
}

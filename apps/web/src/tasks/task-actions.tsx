import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useTimerOn } from '../timer/use-start-timer.ts';
import { ActionItem, ActionsMenu } from '../ui/actions-menu.tsx';
import { DeleteModal } from '../ui/delete-modal.tsx';
import { removalRefusal } from '../ui/removal-refusal.ts';
import { toastSuccess } from '../ui/toast.tsx';

/** What can be done with a task as a whole. */
export function TaskActions({ task }: { task: Task }) {
  const { id, project_id } = task;
  const [asksToDelete, { open, close }] = useDisclosure();
  const timer = useTimerOn({ project_id, task_id: id });
  const project = trpc.project.get.useQuery({ id: project_id });
  return (
    <Group gap="xs" wrap="nowrap">
      {project.data?.archived_at === null && (
        <Button
          leftSection={
            timer.isRunning ? (
              <IconPlayerStop size={18} aria-hidden />
            ) : (
              <IconPlayerPlay size={18} aria-hidden />
            )
          }
          {...(timer.isRunning && { color: 'red' })}
          loading={timer.isPending}
          onClick={timer.toggle}
        >
          {t(timer.isRunning ? 'tasks.stop_timer' : 'tasks.start_timer')}
        </Button>
      )}
      <ActionsMenu label={t('tasks.actions', { name: task.name })} size={36}>
        <ActionItem isDanger icon={IconTrash} onClick={open}>
          {t('tasks.delete')}
        </ActionItem>
      </ActionsMenu>
      <DeleteTaskModal task={task} opened={asksToDelete} onClose={close} />
    </Group>
  );
}

function DeleteTaskModal({ task, opened, onClose }: { task: Task; opened: boolean; onClose: () => void }) {
  const { id, name, project_id } = task;
  const api = trpc.useUtils();
  const navigate = useNavigate();
  const remove = trpc.task.delete.useMutation({
    onSuccess: async () => {
      toastSuccess(t('tasks.deleted', { name }));
      await navigate({ to: '/projects/$projectId', params: { projectId: project_id } });
      await Promise.all([
        api.task.list.invalidate(),
        api.project.list.invalidate(),
        api.timeEntry.invalidate(),
      ]);
    },
  });
  return (
    <DeleteModal
      opened={opened}
      title={t('tasks.delete_named', { name })}
      what={t('tasks.delete_what', { name })}
      confirmLabel={t('tasks.delete')}
      removal={remove}
      error={removalRefusal(remove.error, { kept: 'tasks.delete_kept', others: 'tasks.delete_others' })}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    />
  );
}

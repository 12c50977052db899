import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Task } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useTimerOn } from '../timer/use-timer-on.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
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
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('tasks.actions', { name: task.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={open}
          >
            {t('tasks.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
    <ConfirmModal
      opened={opened}
      title={t('tasks.delete_named', { name })}
      confirmLabel={t('tasks.delete')}
      isPending={remove.isPending}
      error={removalRefusal(remove.error, { kept: 'tasks.delete_kept', others: 'tasks.delete_others' })}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    >
      <Text size="sm">{t('tasks.delete_what', { name })}</Text>
    </ConfirmModal>
  );
}

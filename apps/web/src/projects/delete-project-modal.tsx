import { Text } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { removalRefusal } from '../ui/removal-refusal.ts';
import { toastSuccess } from '../ui/toast.tsx';

interface DeleteProjectModalProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
  /** Called once the project is gone, before what showed it is asked again. */
  onDeleted?: (() => void) | undefined;
}

export function DeleteProjectModal({ project, opened, onClose, onDeleted }: DeleteProjectModalProps) {
  const { id, name } = project;
  const api = trpc.useUtils();
  const remove = trpc.project.delete.useMutation({
    onSuccess: async () => {
      toastSuccess(t('projects.deleted', { name }));
      onClose();
      onDeleted?.();
      await Promise.all([api.project.list.invalidate(), api.task.invalidate(), api.timeEntry.invalidate()]);
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      title={t('projects.delete_named', { name })}
      confirmLabel={t('projects.delete')}
      isPending={remove.isPending}
      error={removalRefusal(remove.error, {
        kept: 'projects.delete_kept',
        others: 'projects.delete_others',
      })}
      onConfirm={() => remove.mutate({ id })}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      <Text size="sm">{t('projects.delete_what', { name })}</Text>
    </ConfirmModal>
  );
}

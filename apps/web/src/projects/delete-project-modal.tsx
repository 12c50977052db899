import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { DeleteModal } from '../ui/delete-modal.tsx';
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
    <DeleteModal
      opened={opened}
      title={t('projects.delete_named', { name })}
      what={t('projects.delete_what', { name })}
      confirmLabel={t('projects.delete')}
      removal={remove}
      error={removalRefusal(remove.error, {
        kept: 'projects.delete_kept',
        others: 'projects.delete_others',
      })}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    />
  );
}

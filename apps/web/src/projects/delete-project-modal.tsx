import { Text } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { sayDone } from '../ui/toast.tsx';

interface DeleteProjectModalProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

export function DeleteProjectModal({ project: { id, name }, opened, onClose }: DeleteProjectModalProps) {
  const api = trpc.useUtils();
  const remove = trpc.project.delete.useMutation({
    onSuccess: async () => {
      sayDone(`Project “${name}” deleted`);
      onClose();
      await Promise.all([api.project.invalidate(), api.timeEntry.invalidate()]);
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      title={`Delete “${name}”?`}
      confirmLabel="Delete project"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    >
      <Text size="sm">
        The project “{name}” is deleted for good, with all of its tasks and the time recorded on it. Its
        activities stay in the feed. To keep the data, archive it instead.
      </Text>
    </ConfirmModal>
  );
}

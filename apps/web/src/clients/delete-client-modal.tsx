import { Text } from '@mantine/core';
import type { Client } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { removalRefusal } from '../ui/removal-refusal.ts';
import { toastSuccess } from '../ui/toast.tsx';

interface DeleteClientModalProps {
  client: Client;
  opened: boolean;
  onClose: () => void;
  /** Called once the client is gone, before what showed it is asked again. */
  onDeleted: () => void;
}

export function DeleteClientModal({
  client: { id, name },
  opened,
  onClose,
  onDeleted,
}: DeleteClientModalProps) {
  const api = trpc.useUtils();
  const remove = trpc.clients.delete.useMutation({
    onSuccess: async () => {
      toastSuccess(t('clients.deleted', { name }));
      onClose();
      onDeleted();
      await api.clients.list.invalidate();
    },
  });
  return (
    <ConfirmModal
      opened={opened}
      title={t('clients.delete_named', { name })}
      confirmLabel={t('clients.delete')}
      isPending={remove.isPending}
      error={removalRefusal(remove.error, { kept: 'clients.delete_kept' })}
      onConfirm={() => remove.mutate({ id })}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      <Text size="sm">{t('clients.delete_what', { name })}</Text>
    </ConfirmModal>
  );
}

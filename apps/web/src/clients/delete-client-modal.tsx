import type { Client } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { DeleteModal } from '../ui/delete-modal.tsx';
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
    <DeleteModal
      opened={opened}
      title={t('clients.delete_named', { name })}
      what={t('clients.delete_what', { name })}
      confirmLabel={t('clients.delete')}
      removal={remove}
      error={removalRefusal(remove.error, { kept: 'clients.delete_kept' })}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    />
  );
}

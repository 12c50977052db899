import { nameOf, type User } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { toastSuccess } from '../ui/toast.tsx';

/** Asks before somebody loses access. */
export function DeactivateModal({ user, onClose }: { user: User; onClose: () => void }) {
  const api = trpc.useUtils();
  const { id } = user;
  const name = nameOf(user);
  const deactivate = trpc.user.deactivate.useMutation({
    onSuccess: () => {
      toastSuccess(t('users.deactivated', { name }));
      onClose();
    },
    onSettled: () => api.user.list.invalidate(),
  });
  return (
    <ConfirmModal
      opened
      title={t('users.deactivate_title', { name })}
      confirmLabel={t('users.deactivate')}
      isPending={deactivate.isPending}
      error={deactivate.error}
      onConfirm={() => deactivate.mutate({ id })}
      onClose={onClose}
    >
      {t('users.deactivate_what', { name })}
    </ConfirmModal>
  );
}

import { Text } from '@mantine/core';
import { ConfirmModal } from './confirm-modal.tsx';

interface DeleteModalProps {
  opened: boolean;
  title: string;
  /** What exactly will be gone. */
  what: string;
  confirmLabel: string;
  removal: { isPending: boolean; error: unknown; reset: () => void };
  /** Why it was refused, where there are better words than the server's. */
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is deleted; what was refused is forgotten when it closes. */
export const DeleteModal = ({
  what,
  removal,
  error = removal.error,
  onClose,
  ...asked
}: DeleteModalProps) => (
  <ConfirmModal
    {...asked}
    isPending={removal.isPending}
    error={error}
    onClose={() => {
      removal.reset();
      onClose();
    }}
  >
    <Text size="sm">{what}</Text>
  </ConfirmModal>
);

import type { InvoiceDocument } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { DeleteModal } from '../ui/delete-modal.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { invoiceName } from './invoice-status.tsx';

interface DeleteDraftModalProps {
  invoice: InvoiceDocument;
  opened: boolean;
  onClose: () => void;
  /** Called once the draft is gone, before what showed it is asked again. */
  onDeleted: () => void;
}

export function DeleteDraftModal({ invoice, opened, onClose, onDeleted }: DeleteDraftModalProps) {
  const { id, version } = invoice;
  const name = invoiceName(invoice);
  const api = trpc.useUtils();
  const remove = trpc.invoice.delete.useMutation({
    onSuccess: async () => {
      toastSuccess(t('invoices.deleted', { name }));
      onClose();
      onDeleted();
      await Promise.all([
        api.invoice.list.invalidate(),
        api.invoice.totals.invalidate(),
        api.timeEntry.invalidate(),
      ]);
    },
    onError: () => api.invoice.get.invalidate({ id }),
  });
  return (
    <DeleteModal
      opened={opened}
      title={t('invoices.delete_title')}
      what={t('invoices.delete_what', { name })}
      confirmLabel={t('invoices.delete')}
      removal={remove}
      onConfirm={() => remove.mutate({ id, version })}
      onClose={onClose}
    />
  );
}

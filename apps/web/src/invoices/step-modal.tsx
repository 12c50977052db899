import { Text } from '@mantine/core';
import type { InvoiceDocument } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { invoiceName } from './invoice-status.tsx';

/** What can become of an invoice. */
export type InvoiceStep = 'sent' | 'paid' | 'overdue' | 'cancelled';

interface StepModalProps {
  invoice: InvoiceDocument;
  /** Which step is asked about; null: none. */
  step: InvoiceStep | null;
  onClose: () => void;
}

/** Asks before an invoice takes a step: none can be taken back. */
export function StepModal({ invoice, step, onClose }: StepModalProps) {
  const { id, version, total_cents, client_name } = invoice;
  const api = trpc.useUtils();
  const setStatus = trpc.invoice.setStatus.useMutation({
    onSuccess: (saved) => {
      if (step) toastSuccess(t(`invoices.step.${step}.done`, { name: invoiceName(saved) }));
      api.invoice.get.setData({ id }, saved);
      onClose();
    },
    // Also after a refusal: then somebody else was faster, and the page is to show what they did.
    onSettled: () => Promise.all([api.invoice.invalidate(), api.timeEntry.invalidate()]),
  });
  const close = () => {
    setStatus.reset();
    onClose();
  };
  const shown = step ?? 'sent';
  const about = {
    name: invoiceName(invoice),
    client: client_name,
    total: formatMoney(total_cents, invoice),
  };
  return (
    <ConfirmModal
      opened={step !== null}
      title={t(`invoices.step.${shown}.title`, about)}
      confirmLabel={t(`invoices.step.${shown}.confirm`)}
      confirmColor={shown === 'cancelled' ? 'red' : 'indigo'}
      isPending={setStatus.isPending}
      error={setStatus.error}
      onConfirm={() => setStatus.mutate({ id, version, status: shown })}
      onClose={close}
    >
      <Text size="sm">{t(`invoices.step.${shown}.what`, about)}</Text>
    </ConfirmModal>
  );
}

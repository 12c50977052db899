import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCash, IconPrinter, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { dayIn, type InvoiceDocument, invoiceSteps, refusedInvoiceStep } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { ActionItem, ActionsMenu } from '../ui/actions-menu.tsx';
import { useNow } from '../ui/clock.ts';
import { DeleteDraftModal } from './delete-draft-modal.tsx';
import { invoiceName } from './invoice-status.tsx';
import { type InvoiceStep, StepModal } from './step-modal.tsx';

type Dialog = InvoiceStep | 'delete';

const PACE_MS = 60_000;

interface InvoiceActionsProps {
  invoice: InvoiceDocument;
  mayChange: boolean;
  onDeleted: () => void;
}

/** What can be done with an invoice besides its draft's own form: print, payment, overdue, cancel, delete. */
export function InvoiceActions({ invoice, mayChange, onDeleted }: InvoiceActionsProps) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const workspace = trpc.workspace.get.useQuery();
  const today = dayIn(new Date(useNow(PACE_MS)), workspace.data?.time_zone ?? 'UTC');
  const isDraft = invoice.status === 'draft';
  const may = (step: InvoiceStep) => mayChange && invoiceSteps[invoice.status].includes(step);
  return (
    <Group gap={6}>
      <Button
        component={Link}
        to={`/invoices/${invoice.id}/print`}
        variant="default"
        px="sm"
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {t('invoices.print_view')}
      </Button>
      {may('paid') && (
        <Button px="sm" leftSection={<IconCash size={18} aria-hidden />} onClick={() => setDialog('paid')}>
          {t('invoices.record_payment')}
        </Button>
      )}
      {mayChange && (isDraft || may('cancelled')) && (
        <ActionsMenu label={t('invoices.actions', { name: invoiceName(invoice) })} size={36}>
          {may('overdue') && (
            <ActionItem
              icon={IconAlertTriangle}
              disabled={refusedInvoiceStep(invoice, 'overdue', today) !== undefined}
              onClick={() => setDialog('overdue')}
            >
              {t('invoices.mark_overdue')}
            </ActionItem>
          )}
          {isDraft ? (
            <ActionItem isDanger icon={IconTrash} onClick={() => setDialog('delete')}>
              {t('invoices.delete_short')}
            </ActionItem>
          ) : (
            <ActionItem isDanger icon={IconBan} onClick={() => setDialog('cancelled')}>
              {t('invoices.cancel')}
            </ActionItem>
          )}
        </ActionsMenu>
      )}
      <StepModal
        invoice={invoice}
        step={dialog === undefined || dialog === 'delete' ? null : dialog}
        onClose={close}
      />
      <DeleteDraftModal
        invoice={invoice}
        opened={dialog === 'delete'}
        onClose={close}
        onDeleted={onDeleted}
      />
    </Group>
  );
}

import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCash, IconDots, IconPrinter, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { dayIn, type InvoiceDocument, invoiceSteps, refusedInvoiceStep } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useNow } from '../ui/clock.ts';
import { DeleteDraftModal } from './delete-draft-modal.tsx';
import { invoiceName } from './invoice-name.ts';
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
        <Menu>
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('invoices.actions', { name: invoiceName(invoice) })}
            >
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may('overdue') && (
              <Menu.Item
                leftSection={<IconAlertTriangle size={16} aria-hidden />}
                disabled={refusedInvoiceStep(invoice, 'overdue', today) !== undefined}
                onClick={() => setDialog('overdue')}
              >
                {t('invoices.mark_overdue')}
              </Menu.Item>
            )}
            {isDraft ? (
              <Menu.Item
                color="var(--mantine-color-error)"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => setDialog('delete')}
              >
                {t('invoices.delete_short')}
              </Menu.Item>
            ) : (
              <Menu.Item
                color="var(--mantine-color-error)"
                leftSection={<IconBan size={16} aria-hidden />}
                onClick={() => setDialog('cancelled')}
              >
                {t('invoices.cancel')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
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

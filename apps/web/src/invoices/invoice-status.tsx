import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconPencil,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react';
import { type Invoice, type InvoiceStatus, invoiceStatusValues } from '@timetracker/shared';
import { statusText } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import classes from './invoice-status.module.css';

const icons: Record<InvoiceStatus, TablerIcon> = {
  draft: IconPencil,
  sent: IconSend,
  paid: IconCircleCheck,
  overdue: IconAlertTriangle,
  cancelled: IconBan,
};

const statusLabel = (status: InvoiceStatus) => statusText('invoice', status);

export const statusOptions = () => invoiceStatusValues.map((value) => ({ value, label: statusLabel(value) }));

/** An invoice's status, in words, with a picture and a colour that say the same. */
export function InvoiceStatusPill({ status }: { status: InvoiceStatus }) {
  const Icon = icons[status];
  return (
    <span className={classes['pill']} data-status={status}>
      <Icon size={14} aria-hidden />
      {statusLabel(status)}
    </span>
  );
}

/** What an invoice is called: its number; before it has one, whom it is for. */
export const invoiceName = ({ number, client_name }: Pick<Invoice, 'number' | 'client_name'>) =>
  number ?? t('invoices.draft_for', { client: client_name });

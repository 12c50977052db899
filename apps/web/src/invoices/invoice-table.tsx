import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Invoice } from '@timetracker/shared';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { formatDate, formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { InvoiceStatusPill, invoiceName } from './invoice-status.tsx';
import classes from './invoices.module.css';

interface InvoiceTableProps {
  invoices: readonly Invoice[];
  /** Where all are of one client, it need not be said in each row. */
  withClient?: boolean;
}

/** Invoices as a table; on a phone, what has no column stands below the number. */
export const InvoiceTable = ({ invoices, withClient = true }: InvoiceTableProps) => (
  <Table verticalSpacing="sm" horizontalSpacing={withClient ? 'md' : 'xs'} highlightOnHover fz="sm">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t('invoices.invoice')}</Table.Th>
        {withClient && <Table.Th visibleFrom="sm">{fieldLabel('invoice', 'client_id')}</Table.Th>}
        <Table.Th visibleFrom="md">{fieldLabel('invoice', 'project_id')}</Table.Th>
        <Table.Th visibleFrom="sm">{t('invoices.dates')}</Table.Th>
        <Table.Th visibleFrom="sm">{fieldLabel('invoice', 'status')}</Table.Th>
        <Table.Th ta="end" className={classes['total'] ?? ''}>
          {fieldLabel('invoice', 'total_cents')}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {invoices.map((invoice) => (
        <InvoiceRow key={invoice.id} invoice={invoice} withClient={withClient} />
      ))}
    </Table.Tbody>
  </Table>
);

const InvoiceRow = ({ invoice, withClient }: { invoice: Invoice; withClient: boolean }) => (
  <Table.Tr>
    <Table.Td>
      <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} className={classes['name']}>
        {invoiceName(invoice)}
      </Link>
      {withClient && invoice.number !== null && (
        <Text size="sm" hiddenFrom="sm">
          <Isolated>{invoice.client_name}</Isolated>
        </Text>
      )}
      <Text size="sm" c="dimmed" hiddenFrom="md">
        <Isolated>{invoice.project_name}</Isolated>
      </Text>
      <Text size="sm" c="dimmed" hiddenFrom="sm" component="div">
        <Dates invoice={invoice} />
      </Text>
    </Table.Td>
    {withClient && (
      <Table.Td visibleFrom="sm">
        <Isolated>{invoice.client_name}</Isolated>
      </Table.Td>
    )}
    <Table.Td visibleFrom="md">
      <Isolated>{invoice.project_name}</Isolated>
    </Table.Td>
    <Table.Td visibleFrom="sm" className={classes['dates'] ?? ''}>
      <Dates invoice={invoice} />
    </Table.Td>
    <Table.Td visibleFrom="sm">
      <InvoiceStatusPill status={invoice.status} />
    </Table.Td>
    <Table.Td ta="end" className={classes['total'] ?? ''}>
      {formatMoney(invoice.total_cents, invoice)}
      <div className={classes['status']}>
        <InvoiceStatusPill status={invoice.status} />
      </div>
    </Table.Td>
  </Table.Tr>
);

/** When it was sent and is due; of a draft, when it was made. */
const Dates = ({ invoice: { issue_date, due_date, created_at } }: { invoice: Invoice }) => (
  <>
    <div>
      {issue_date === null
        ? t('invoices.made_on', { date: formatDate(created_at) })
        : t('invoices.issued_on', { date: formatDate(issue_date) })}
    </div>
    {due_date !== null && <div>{t('invoices.due_on', { date: formatDate(due_date) })}</div>}
  </>
);

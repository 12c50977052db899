import { Anchor, Group } from '@mantine/core';
import { IconBuilding, IconCalendar, IconFolder } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { InvoiceDocument } from '@timetracker/shared';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { InvoiceStatusPill } from './invoice-status.tsx';
import classes from './invoices.module.css';

/** Under an invoice's title: how it stands, for whom it is, of which project, and its dates. */
export const InvoiceFacts = ({ invoice }: { invoice: InvoiceDocument }) => (
  <Group gap="xs" className={classes['facts'] ?? ''}>
    <InvoiceStatusPill status={invoice.status} />
    <span className={classes['fact']}>
      <IconBuilding size={16} aria-hidden />
      <Anchor component={Link} to={`/clients/${invoice.client_id}`} size="sm">
        <Isolated>{invoice.client_name}</Isolated>
      </Anchor>
    </span>
    {invoice.project_id !== null && (
      <span className={classes['fact']}>
        <IconFolder size={16} aria-hidden />
        <Anchor component={Link} to={`/projects/${invoice.project_id}`} size="sm">
          <Isolated>{invoice.project_name}</Isolated>
        </Anchor>
      </span>
    )}
    <span className={classes['fact']}>
      <IconCalendar size={16} aria-hidden />
      {invoice.issue_date === null
        ? t('invoices.made_on', { date: formatDate(invoice.created_at) })
        : t('invoices.issued_on', { date: formatDate(invoice.issue_date) })}
    </span>
    {invoice.due_date !== null && (
      <span className={classes['fact']}>{t('invoices.due_on', { date: formatDate(invoice.due_date) })}</span>
    )}
  </Group>
);

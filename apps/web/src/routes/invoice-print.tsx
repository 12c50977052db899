import { Button, Group } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { invoiceName } from '../invoices/invoice-status.tsx';
import { PrintedInvoice } from '../invoices/printed-invoice.tsx';
import { BackLink } from '../ui/back-link.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Query } from '../ui/query.tsx';
import classes from './routes.module.css';

const route = getRouteApi('/signed-in/invoices/$invoiceId/print');

/** An invoice as it leaves the printer, or as the browser's PDF. */
export function InvoicePrint() {
  const { invoiceId: id } = route.useParams();
  const asked = trpc.invoice.get.useQuery({ id });
  const { data: invoice, error } = asked;
  // The browser proposes it as the file's name.
  useDocumentTitle(invoice ? invoiceName(invoice) : t('invoices.invoice'));
  if (isNotFound(error))
    return (
      <Gone
        title={t('invoices.gone')}
        why={t('invoices.gone_why')}
        to="/invoices"
        label={t('invoices.to_all')}
      />
    );
  return (
    <div className={classes['page']}>
      <Group justify="space-between" mb="md" className={classes['screenOnly'] ?? ''}>
        <BackLink to={`/invoices/${id}`} label={t('invoices.to_invoice')} />
        <Button
          leftSection={<IconPrinter size={18} aria-hidden />}
          disabled={!invoice}
          onClick={() => window.print()}
        >
          {t('invoices.print')}
        </Button>
      </Group>
      <Query
        of={asked}
        what={t('invoices.the_invoice')}
        skeleton={640}
        failure={t('invoices.one_not_loaded')}
      >
        {(invoice) => <PrintedInvoice invoice={invoice} />}
      </Query>
    </div>
  );
}

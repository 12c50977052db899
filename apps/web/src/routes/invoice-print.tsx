import { Button, Group, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { invoiceName } from '../invoices/invoice-name.ts';
import { PrintedInvoice } from '../invoices/printed-invoice.tsx';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Loading } from '../ui/loading.tsx';
import { WayBack } from '../ui/way-back.tsx';
import classes from './invoice-print.module.css';

const route = getRouteApi('/signed-in/invoices/$invoiceId/print');

/** An invoice as it leaves the printer, or as the browser's PDF. */
export function InvoicePrint() {
  const { invoiceId: id } = route.useParams();
  const { data: invoice, error, isLoadingError, refetch } = trpc.invoice.get.useQuery({ id });
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
        <WayBack to={`/invoices/${id}`} label={t('invoices.to_invoice')} />
        <Button
          leftSection={<IconPrinter size={18} aria-hidden />}
          disabled={!invoice}
          onClick={() => window.print()}
        >
          {t('invoices.print')}
        </Button>
      </Group>
      {isLoadingError && (
        <Failure title={t('invoices.one_not_loaded')} error={error} onRetry={() => void refetch()} />
      )}
      {!invoice && !isLoadingError && (
        <Loading what={t('invoices.the_invoice')}>
          <Skeleton height={640} />
        </Loading>
      )}
      {invoice && <PrintedInvoice invoice={invoice} />}
    </div>
  );
}

import { Button, Card, Skeleton } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import type { InvoicesSearch } from './invoices-search.ts';
import { useInvoices } from './use-invoices.ts';

/** The invoices that one may see, newest first, narrowed by what the address says. */
export function InvoiceList({ search: { status, client_id } }: { search: InvoicesSearch }) {
  const isAdmin = useIsAdmin();
  const found = useInvoices({ ...(status && { status: [status] }), ...(client_id && { client_id }) });
  if (found.isPending)
    return (
      <Loading what={t('invoices.invoices')}>
        <Skeleton height={320} />
      </Loading>
    );
  if (found.isLoadingError)
    return (
      <Failure title={t('invoices.not_loaded')} error={found.error} onRetry={() => void found.refetch()} />
    );
  if (found.invoices.length === 0) {
    if (status !== undefined || client_id !== undefined) return <Empty title={t('invoices.none_found')} />;
    return (
      <Empty title={t('invoices.none')}>{t(isAdmin ? 'invoices.none_why' : 'invoices.none_of_yours')}</Empty>
    );
  }
  return (
    <>
      <Card padding={0}>
        <InvoiceTable invoices={found.invoices} />
      </Card>
      {found.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('invoices.load_more')}
        </Button>
      )}
    </>
  );
}

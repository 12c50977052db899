import { Button, Card } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { InvoiceStatus } from '@timetracker/shared';
import { getQueryKey } from '@trpc/react-query';
import { useMemo } from 'react';
import { trpc, trpcClient } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { InvoiceTable } from './invoice-table.tsx';
import type { InvoicesSearch } from './invoices-search.ts';

const PER_PAGE = 50;

interface Which {
  status?: InvoiceStatus[];
  client_id?: number;
  project_id?: number;
}

/**
 * Invoices, newest first, a page at a time.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know.
 */
function useInvoices(which: Which) {
  const input = { ...which, limit: PER_PAGE };
  const query = useInfiniteQuery({
    queryKey: getQueryKey(trpc.invoice.list, input, 'infinite'),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.invoice.list.query(
        { ...input, ...(pageParam !== null && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < PER_PAGE ? null : (page.at(-1)?.id ?? null)),
  });
  const invoices = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  return { ...query, data: query.data && invoices };
}

/** The invoices that one may see, newest first, narrowed by what the address says. */
export function InvoiceList({ search: { status, client_id } }: { search: InvoicesSearch }) {
  const isAdmin = useIsAdmin();
  const found = useInvoices({ ...(status && { status: [status] }), ...(client_id && { client_id }) });
  return (
    <Query
      of={found}
      what={t('invoices.invoices')}
      skeleton={320}
      failure={t('invoices.not_loaded')}
      empty={
        status !== undefined || client_id !== undefined ? (
          t('invoices.none_found')
        ) : (
          <Empty title={t('invoices.none')}>
            {t(isAdmin ? 'invoices.none_why' : 'invoices.none_of_yours')}
          </Empty>
        )
      }
    >
      {(invoices) => (
        <>
          <Card padding={0}>
            <InvoiceTable invoices={invoices} />
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
      )}
    </Query>
  );
}

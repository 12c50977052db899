import { useInfiniteQuery } from '@tanstack/react-query';
import type { InvoiceStatus } from '@timetracker/shared';
import { getQueryKey } from '@trpc/react-query';
import { useMemo } from 'react';
import { trpc, trpcClient } from '../trpc.ts';

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
export function useInvoices(which: Which) {
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
  return { ...query, invoices };
}

import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { trpc, trpcClient } from '../trpc.ts';
import type { FeedFilter } from './feed-filter.ts';

/** The seed: "Last 10 activities by default". */
export const PAGE_SIZE = 10;

const feedInput = (filter: FeedFilter) => ({
  limit: PAGE_SIZE,
  ...(filter !== 'all' && { entity_type: [filter] }),
});

/**
 * The feed page by page, each continuing where the one before ended.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know.
 */
export const feedPages = (filter: FeedFilter) =>
  infiniteQueryOptions({
    queryKey: getQueryKey(trpc.activity.list, feedInput(filter), 'infinite'),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.activity.list.query(
        { ...feedInput(filter), ...(pageParam !== null && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const useFeedPages = (filter: FeedFilter) => useInfiniteQuery(feedPages(filter));

import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import { trpc, trpcClient } from '../trpc.ts';
import { type FeedScope, scopeInput } from './feed-scope.ts';

/** The seed: "Last 10 activities by default". */
export const PAGE_SIZE = 10;

const feedInput = (scope: FeedScope, limit: number) => ({ limit, ...scopeInput(scope) });

/**
 * The feed page by page, each continuing where the one before ended.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know.
 */
export const feedPages = (scope: FeedScope, limit = PAGE_SIZE) =>
  infiniteQueryOptions({
    queryKey: getQueryKey(trpc.activity.list, feedInput(scope, limit), 'infinite'),
    queryFn: ({ pageParam, signal }) =>
      trpcClient.activity.list.query(
        { ...feedInput(scope, limit), ...(pageParam !== null && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const useFeedPages = (scope: FeedScope, limit?: number) => useInfiniteQuery(feedPages(scope, limit));

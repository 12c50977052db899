import { infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { ListActivitiesOutput } from '@timetracker/shared';
import { getQueryKey } from '@trpc/react-query';
import { useMemo } from 'react';
import { trpc, trpcClient } from '../../api/trpc.ts';
import type { ActivityInput } from './activity-input.ts';
import { type FeedScope, scopeInput } from './feed-scope.ts';

/** How many activities a short feed loads at a time (the seed: "Last 10 activities by default"). */
export const FEED_SIZE = 10;

/** Where a page begins: below a place, above one, or at a moment; nothing of it: at the newest. */
export interface Place {
  cursor?: string;
  newer_than?: string;
  end_date?: string;
}

const isTop = (page: ListActivitiesOutput, place: Place) => place.newer_than !== undefined && !page.has_prev;

/**
 * Activities page by page, from the newest on, or in both directions from a moment.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know.
 * @param start without it, at the newest
 */
export const activityPages = (
  queryKey: QueryKey,
  input: ActivityInput & { limit: number },
  start: Place = {},
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      trpcClient.activity.list.query({ ...input, ...pageParam }, { signal }),
    initialPageParam: start,
    getNextPageParam: (page): Place | undefined =>
      page.next_cursor === null ? undefined : { cursor: page.next_cursor },
    getPreviousPageParam: (page, _, place): Place | undefined =>
      start.end_date === undefined || page.prev_cursor === null || isTop(page, place)
        ? undefined
        : { newer_than: page.prev_cursor },
  });

/** A short feed: whatever makes `activity.list` stale has it loaded again. */
export function feedPages(scope: FeedScope, limit = FEED_SIZE) {
  const input = { limit, ...scopeInput(scope) };
  return activityPages(getQueryKey(trpc.activity.list, input, 'infinite'), input);
}

/** The pages that are loaded, and the ways to more of them. */
export function useActivityPages(options: ReturnType<typeof activityPages>) {
  const pages = useInfiniteQuery(options);
  const { data } = pages;
  const loaded = useMemo(() => data?.pages.map((page) => page.activities) ?? [], [data]);
  return {
    ...pages,
    /** The activities as they were loaded, page by page. */
    loaded,
    /** Of the whole filter, as it was when the last page was loaded. */
    total: data?.pages.at(-1)?.total,
    hasOlder: pages.hasNextPage,
    hasNewer: pages.hasPreviousPage,
  };
}

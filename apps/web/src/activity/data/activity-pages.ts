import { infiniteQueryOptions, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { endOfDay, type ListActivitiesOutput } from '@timetracker/shared';
import { getQueryKey } from '@trpc/react-query';
import { useMemo } from 'react';
import { trpc, trpcClient } from '../../api/trpc.ts';
import { timeZone } from '../../i18n/format.ts';
import type { ActivityInput } from './activity-input.ts';
import { type FeedScope, scopeInput } from './feed-scope.ts';

/** How many activities a short feed loads at a time (the seed: "Last 10 activities by default"). */
export const FEED_SIZE = 10;
/** How many activities the stream loads at a time. */
export const STREAM_SIZE = 50;

/** All that was loaded of a stream; kept apart from the queries that arrivals make stale. */
export const STREAM = 'activity-stream';

/** Where a page begins: below a place, above one, or at a moment; nothing of it: at the newest. */
interface Place {
  cursor?: string;
  newer_than?: string;
  end_date?: string;
}

/** The end of the day that was jumped to, within what the filter lets through. */
function momentOf(at: string, { start_date, end_date }: ActivityInput): string {
  const moment = endOfDay(at, timeZone()).toISOString();
  if (start_date && moment < start_date) return start_date;
  return end_date && end_date < moment ? end_date : moment;
}

const firstPlace = (input: ActivityInput, at: string | undefined): Place =>
  at === undefined ? {} : { end_date: momentOf(at, input) };

const isTop = (page: ListActivitiesOutput, place: Place) => place.newer_than !== undefined && !page.has_prev;

/**
 * Activities page by page, from the newest on, or in both directions from the end of a day.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know.
 * @param at yyyy-mm-dd in the person's zone
 */
const activityPages = (queryKey: QueryKey, input: ActivityInput & { limit: number }, at?: string) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      trpcClient.activity.list.query({ ...input, ...pageParam }, { signal }),
    initialPageParam: firstPlace(input, at),
    getNextPageParam: (page): Place | undefined =>
      page.next_cursor === null ? undefined : { cursor: page.next_cursor },
    getPreviousPageParam: (page, _, place): Place | undefined =>
      at === undefined || page.prev_cursor === null || isTop(page, place)
        ? undefined
        : { newer_than: page.prev_cursor },
  });

/** A short feed: whatever makes `activity.list` stale has it loaded again. */
export function feedPages(scope: FeedScope, limit = FEED_SIZE) {
  const input = { limit, ...scopeInput(scope) };
  return activityPages(getQueryKey(trpc.activity.list, input, 'infinite'), input);
}

/**
 * The stream of a filter. It is never loaded again by itself: what has come since is asked for separately (see
 * use-new-activities.ts), so that nothing moves under the reader's eyes.
 */
export const streamPages = (input: ActivityInput, at: string | undefined) => ({
  ...activityPages([STREAM, input, at ?? null], { ...input, limit: STREAM_SIZE }, at),
  staleTime: Number.POSITIVE_INFINITY,
});

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

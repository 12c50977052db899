import { infiniteQueryOptions } from '@tanstack/react-query';
import { endOfDay, type ListActivitiesOutput } from '@timetracker/shared';
import { timeZone } from '../../i18n/format.ts';
import { trpcClient } from '../../trpc.ts';
import type { ActivityInput } from '../address/activity-input.ts';

/** How many activities are loaded at a time. */
export const PAGE_SIZE = 50;

/** Where a page begins: below a place, above one, or at a moment; nothing of it: at the newest. */
interface Place {
  cursor?: string;
  newer_than?: string;
  end_date?: string;
}

/** All that was loaded of a stream; kept apart from the queries that arrivals make stale. */
export const STREAM = 'activity-stream';

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
 * The stream of a filter, from the newest on, or in both directions from the end of a day.
 * Asked for without tRPC's own hook, which adds a `direction` that the contract does not know. It is never loaded again
 * by itself: what has come since is asked for apart (see use-news.ts), so that nothing moves under the reader's eyes.
 * @param at yyyy-mm-dd in the person's zone
 */
export const streamPages = (input: ActivityInput, at: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [STREAM, input, at ?? null] as const,
    queryFn: ({ pageParam, signal }) =>
      trpcClient.activity.list.query({ ...input, ...pageParam, limit: PAGE_SIZE }, { signal }),
    initialPageParam: firstPlace(input, at),
    getNextPageParam: (page): Place | undefined =>
      page.next_cursor === null ? undefined : { cursor: page.next_cursor },
    getPreviousPageParam: (page, _, place): Place | undefined =>
      at === undefined || page.prev_cursor === null || isTop(page, place)
        ? undefined
        : { newer_than: page.prev_cursor },
    staleTime: Number.POSITIVE_INFINITY,
  });

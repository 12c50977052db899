import type { ListActivitiesOutput } from '@timetracker/shared';
import { trpc } from '../trpc.ts';
import type { FeedFilter } from './feed-filter.ts';

/** The seed: "Last 10 activities by default". */
export const PAGE_SIZE = 10;

export const feedInput = (filter: FeedFilter) =>
  filter === 'all' ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, entity_type: [filter] };

/** The feed page by page, each continuing where the one before ended. */
export const useFeedPages = (filter: FeedFilter) =>
  trpc.activity.list.useInfiniteQuery(feedInput(filter), {
    getNextPageParam: (page: ListActivitiesOutput) => page.next_cursor ?? undefined,
  });

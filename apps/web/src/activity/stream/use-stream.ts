import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { mergeFeed } from '../../feed/merge-feed.ts';
import type { ActivityInput } from '../address/activity-input.ts';
import { streamPages } from './stream-pages.ts';

/** What is loaded of a stream, newest first, and the ways to more of it. */
export function useStream(input: ActivityInput, at: string | undefined) {
  const pages = useInfiniteQuery(streamPages(input, at));
  const { data } = pages;
  const loaded = useMemo(() => data?.pages.map((page) => page.activities) ?? [], [data]);
  const activities = useMemo(() => mergeFeed(loaded.flat(), [], false), [loaded]);
  return {
    ...pages,
    /** As it was loaded, part by part. */
    loaded,
    activities,
    /** Of the whole filter, as it was when the last part was loaded. */
    total: data?.pages.at(-1)?.total,
    hasOlder: pages.hasNextPage,
    hasNewer: pages.hasPreviousPage,
  };
}
export type Stream = ReturnType<typeof useStream>;

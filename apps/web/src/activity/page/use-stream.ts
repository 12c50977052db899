import { useMemo } from 'react';
import type { ActivityInput } from '../data/activity-input.ts';
import { useActivityPages } from '../data/activity-pages.ts';
import { mergeFeed } from '../data/merge-feed.ts';
import { streamPages } from './stream-pages.ts';

/** What is loaded of a stream, newest first, and the ways to more of it. */
export function useStream(input: ActivityInput, at: string | undefined) {
  const pages = useActivityPages(streamPages(input, at));
  const { loaded } = pages;
  const activities = useMemo(() => mergeFeed(loaded.flat(), [], false), [loaded]);
  return { ...pages, activities };
}
export type Stream = ReturnType<typeof useStream>;

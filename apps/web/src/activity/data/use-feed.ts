import { useLive } from '../../live/live-provider.tsx';
import { FEED_SIZE, feedPages, useActivityPages } from './activity-pages.ts';
import { type FeedScope, inScope } from './feed-scope.ts';
import { mergeFeed } from './merge-feed.ts';
import { withoutEchoes } from './without-echoes.ts';

/**
 * What a short feed shows: the loaded pages with live arrivals merged in, kept at a whole number of pages, so that a busy
 * day neither pushes the page around nor grows it without end.
 */
export function useFeed(scope: FeedScope, limit = FEED_SIZE) {
  const pages = useActivityPages(feedPages(scope, limit));
  const { arrivals } = useLive();
  const { loaded, hasOlder } = pages;
  const merged = mergeFeed(loaded.flat(), arrivals.filter(inScope(scope)), hasOlder);
  return {
    ...pages,
    activities: withoutEchoes(merged.slice(0, Math.max(loaded.length, 1) * limit)),
    hasOlder: hasOlder || merged.length > loaded.length * limit,
  };
}

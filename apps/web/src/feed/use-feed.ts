import { useLive } from '../live/live-provider.tsx';
import { PAGE_SIZE, useFeedPages } from './feed-pages.ts';
import { type FeedScope, inScope } from './feed-scope.ts';
import { mergeFeed } from './merge-feed.ts';
import { withoutEchoes } from './without-echoes.ts';

/**
 * What a short feed shows: the loaded pages with live arrivals merged in, kept at a whole number of pages, so that a busy
 * day neither pushes the page around nor grows it without end.
 */
export function useFeed(scope: FeedScope, limit = PAGE_SIZE) {
  const pages = useFeedPages(scope, limit);
  const { arrivals } = useLive();
  const loaded = pages.data?.pages ?? [];
  const merged = mergeFeed(
    loaded.flatMap((page) => page.activities),
    arrivals.filter(inScope(scope)),
    pages.hasNextPage,
  );
  return {
    ...pages,
    activities: withoutEchoes(merged.slice(0, Math.max(loaded.length, 1) * limit)),
    hasOlder: pages.hasNextPage || merged.length > loaded.length * limit,
  };
}

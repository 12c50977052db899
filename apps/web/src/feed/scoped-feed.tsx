import { useId } from 'react';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { ActivityList } from './activity-list.tsx';
import type { FeedScope } from './feed-scope.ts';
import { FeedSkeleton } from './feed-skeleton.tsx';
import { useFeed } from './use-feed.ts';

/** The activities of one thing, as they happen, for the page of that thing. Heading and frame are the page's. */
export function ScopedFeed({ scope, label }: { scope: FeedScope; label: string }) {
  const feed = useFeed(scope);
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <span id={titleId} hidden>
        {label}
      </span>
      {feed.isPending && <FeedSkeleton />}
      {feed.isLoadingError && (
        <Failure title={t('feed.not_loaded')} error={feed.error} onRetry={() => void feed.refetch()} />
      )}
      {feed.isSuccess && feed.activities.length === 0 && <Empty title={t('feed.nothing_yet')} />}
      {feed.activities.length > 0 && <ActivityList feed={feed} titleId={titleId} />}
    </section>
  );
}

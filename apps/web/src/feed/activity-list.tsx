import { Button, Text } from '@mantine/core';
import { useEventListener } from '@mantine/hooks';
import { errorMessageOf } from '../api-error.ts';
import { t } from '../i18n/index.ts';
import classes from './activity-list.module.css';
import { ActivityItem } from './activity-item.tsx';
import type { useFeed } from './use-feed.ts';

/** Page Up and Page Down go from article to article, as in every feed (WAI-ARIA). */
function moveBetweenArticles(event: KeyboardEvent) {
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof Element)) return;
  const articles = [...event.currentTarget.querySelectorAll('article')];
  const focused = articles.findIndex((article) => article.contains(document.activeElement));
  const next = articles[focused + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The activities themselves, and the way to older ones. */
export function ActivityList({ feed, titleId }: { feed: ReturnType<typeof useFeed>; titleId: string }) {
  const feedRef = useEventListener<'keydown', HTMLDivElement>('keydown', moveBetweenArticles);
  const size = feed.hasOlder ? -1 : feed.activities.length;
  return (
    <>
      <div
        ref={feedRef}
        role="feed"
        aria-labelledby={titleId}
        aria-busy={feed.isFetchingNextPage}
        className={classes['feed']}
      >
        {feed.activities.map((activity, index) => (
          <ActivityItem key={activity.id} activity={activity} position={index + 1} size={size} />
        ))}
      </div>
      {feed.isFetchNextPageError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" ta="center" mt="xs">
          {errorMessageOf(feed.error)}
        </Text>
      )}
      {feed.hasOlder && (
        <Button
          variant="default"
          size="sm"
          fullWidth
          mt="sm"
          loading={feed.isFetchingNextPage}
          onClick={() => void feed.fetchNextPage()}
        >
          {t('feed.load_more')}
        </Button>
      )}
    </>
  );
}

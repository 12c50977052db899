import { useEventListener } from '@mantine/hooks';
import classes from './activity-list.module.css';
import { ActivityItem } from './activity-item.tsx';
import { LoadMore } from './load-more.tsx';
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
      <LoadMore feed={feed} />
    </>
  );
}

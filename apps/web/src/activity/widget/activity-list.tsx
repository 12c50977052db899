import { useEventListener, useFocusWithin } from '@mantine/hooks';
import { type Activity, entityCatalog } from '@timetracker/shared';
import { entityLabel, sentenceOf } from '../../i18n/catalog-text.ts';
import { CatalogIcon } from '../../ui/catalog-icon.tsx';
import { Isolated } from '../../ui/isolated.tsx';
import type { useFeed } from '../data/use-feed.ts';
import { LoadMore } from '../list/load-more.tsx';
import { Row } from '../row/row.tsx';
import classes from './widget.module.css';

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
          <WidgetRow key={activity.id} activity={activity} position={index + 1} size={size} />
        ))}
      </div>
      <LoadMore feed={feed} />
    </>
  );
}

/** An activity with the type of what it is about; with the focus on it, the exact time as well. */
function WidgetRow({ activity, ...place }: { activity: Activity; position: number; size: number }) {
  const { ref, focused } = useFocusWithin<HTMLElement>();
  const { entity_type } = activity;
  return (
    <Row
      {...place}
      ref={ref}
      activity={activity}
      isTabStop
      isNarrow
      isExact={focused}
      sentence={<Isolated>{sentenceOf(activity)}</Isolated>}
      type={
        <>
          <CatalogIcon name={entityCatalog[entity_type].icon} size={13} />
          <span className={classes['type']}>{entityLabel(entity_type)}</span>
          <span aria-hidden>·</span>
        </>
      }
    />
  );
}

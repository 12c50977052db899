import type { EntityType } from '@timetracker/shared';
import { useMemo } from 'react';
import { t } from '../../i18n/index.ts';
import { useLive } from '../../live/live-provider.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Query } from '../../ui/query.tsx';
import type { FeedScope } from '../data/feed-scope.ts';
import { useFeed } from '../data/use-feed.ts';
import { RowActionsContext } from '../row/row-actions.ts';
import { ActivityAnnouncer } from './activity-announcer.tsx';
import { LoadMore } from './load-more.tsx';
import { PlainList } from './plain-list.tsx';
import { StreamOutline } from './stream-outline.tsx';
import { useRows } from './use-rows.ts';

const PAGE_SIZE = 20;
const nothingIsNew = () => false;

/**
 * The activities of one thing, as they happen, for the page of that thing: as rows that open, like those of the
 * Activity page. Heading and frame are the page's.
 */
function ScopedFeed({ scope, label }: { scope: FeedScope; label: string }) {
  const feed = useFeed(scope, PAGE_SIZE);
  const { arrivals } = useLive();
  const arrived = useMemo(() => new Set(arrivals.map(({ id }) => id)), [arrivals]);
  const { rows, actions, toggleRow } = useRows({
    pages: [...feed.loaded, feed.activities.filter(({ id }) => arrived.has(id))],
    activities: feed.activities,
    size: feed.hasOlder ? -1 : undefined,
    isNew: nothingIsNew,
    arrived,
    dayHeading: 'h3',
  });
  return (
    <Query
      of={{ ...feed, data: feed.data && rows }}
      what={t('feed.activities')}
      skeleton={<StreamOutline lines={6} />}
      failure={t('feed.not_loaded')}
    >
      {(rows) => (
        <>
          {rows.length === 0 ? (
            <Empty title={t('feed.nothing_yet')} />
          ) : (
            <RowActionsContext value={actions}>
              <PlainList rows={rows} label={label} isBusy={feed.isFetchingNextPage} toggleRow={toggleRow} />
            </RowActionsContext>
          )}
          <LoadMore feed={feed} />
          <ActivityAnnouncer scope={scope} />
        </>
      )}
    </Query>
  );
}

/** What happens to one thing, from its creation on; comments on a task are part of the task's feed. */
export const EntityFeed = ({ entity_type, entity_id }: { entity_type: EntityType; entity_id: number }) => (
  <ScopedFeed scope={{ entity_type, entity_id }} label={t('feed.of_entity')} />
);

/** What happens in one project: the project itself, its tasks, its time, its comments. */
export const ProjectFeed = ({ project_id }: { project_id: number }) => (
  <ScopedFeed scope={{ project_id }} label={t('feed.of_project')} />
);

import { Card, Group, Skeleton, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useId, useState } from 'react';
import { t } from '../i18n/index.ts';
import { LiveStatus } from '../live/live-status.tsx';
import { Failure } from '../ui/failure.tsx';
import { ActivityAnnouncer } from './activity-announcer.tsx';
import { ActivityList } from './activity-list.tsx';
import { EmptyFeed } from './empty-feed.tsx';
import type { FeedFilter } from './feed-filter.ts';
import { scopeOf } from './feed-scope.ts';
import { FeedSkeleton } from './feed-skeleton.tsx';
import classes from './activity-feed.module.css';
import { useFeed } from './use-feed.ts';

const FeedFilterMenu = lazy(() => import('./feed-filter-menu.tsx'));

/** The Activity Feed widget: what has been done lately, by whom, as it happens. */
export function ActivityFeed() {
  const [filter, setFilter] = useState<FeedFilter>('all');
  const scope = scopeOf(filter);
  const feed = useFeed(scope);
  const titleId = useId();
  return (
    <Card component="section" aria-labelledby={titleId} padding="md">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} id={titleId}>
          {t('feed.title')}
        </Title>
        <Group gap="xs" wrap="nowrap">
          <LiveStatus />
          <Suspense fallback={<Skeleton height={34} width={34} />}>
            <FeedFilterMenu filter={filter} onChange={setFilter} />
          </Suspense>
        </Group>
      </Group>
      {feed.isPending && <FeedSkeleton />}
      {feed.isLoadingError && (
        <Failure title={t('feed.not_loaded')} error={feed.error} onRetry={() => void feed.refetch()} />
      )}
      {feed.isSuccess && feed.activities.length === 0 && (
        <EmptyFeed filter={filter} onShowAll={() => setFilter('all')} />
      )}
      {feed.activities.length > 0 && <ActivityList feed={feed} titleId={titleId} />}
      <Link
        to="/activity"
        search={filter === 'all' ? {} : { entity_type: filter }}
        className={classes['all']}
      >
        {t('feed.see_everything')}
      </Link>
      <ActivityAnnouncer scope={scope} />
    </Card>
  );
}

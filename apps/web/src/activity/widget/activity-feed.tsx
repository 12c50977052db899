import { Button, Card, Group, Skeleton, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Suspense, useId, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { LiveStatus } from '../../live/live-status.tsx';
import { Empty } from '../../ui/empty.tsx';
import { part } from '../../ui/part.tsx';
import { Query } from '../../ui/query.tsx';
import { FEED_SIZE } from '../data/activity-pages.ts';
import { type FeedFilter, scopeOf } from '../data/feed-scope.ts';
import { useFeed } from '../data/use-feed.ts';
import { ActivityAnnouncer } from '../list/activity-announcer.tsx';
import { ActivityList } from './activity-list.tsx';
import { filterLabel } from './feed-filter.ts';
import classes from './widget.module.css';

const FeedFilterMenu = part(() => import('./feed-filter-menu.tsx'));

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
      <Query
        of={{ ...feed, data: feed.data && feed.activities }}
        what={t('feed.activities')}
        skeleton={<FeedOutline />}
        failure={t('feed.not_loaded')}
        empty={<EmptyFeed filter={filter} onShowAll={() => setFilter('all')} />}
      >
        {() => <ActivityList feed={feed} titleId={titleId} />}
      </Query>
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

const EmptyFeed = ({ filter, onShowAll }: { filter: FeedFilter; onShowAll: () => void }) =>
  filter === 'all' ? (
    <Empty title={t('feed.nothing_yet')}>{t('feed.nothing_why')}</Empty>
  ) : (
    <Empty title={t('feed.none_of_kind')}>
      {t('feed.filtered', { filter: filterLabel(filter) })}
      <Button variant="subtle" size="compact-sm" mt="xs" onClick={onShowAll}>
        {t('feed.show_all')}
      </Button>
    </Empty>
  );

const rows = Array.from({ length: FEED_SIZE }, (_, row) => row);

const FeedOutline = () => (
  <Stack gap="lg" py="xs">
    {rows.map((row) => (
      <Group key={row} wrap="nowrap" gap="sm" align="flex-start">
        <Skeleton circle height={36} />
        <Stack gap={6} flex={1}>
          <Skeleton height={12} width="40%" />
          <Skeleton height={12} width="85%" />
          <Skeleton height={10} width="30%" />
        </Stack>
      </Group>
    ))}
  </Stack>
);

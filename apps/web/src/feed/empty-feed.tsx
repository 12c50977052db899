import { Button } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { type FeedFilter, filterLabel } from './feed-filter.ts';

export const EmptyFeed = ({ filter, onShowAll }: { filter: FeedFilter; onShowAll: () => void }) =>
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

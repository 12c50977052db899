import { Button } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { useActivityPage } from '../activity-page.ts';
import { isFiltered } from '../address/activity-search.ts';

/** Why there is nothing to see, and what to do about it. */
export function NothingFound() {
  const { state, go } = useActivityPage();
  if (state.at !== undefined) return <Empty title={t('activity.nothing_before')} />;
  if (!isFiltered(state.filters)) return <Empty title={t('feed.nothing_yet')}>{t('feed.nothing_why')}</Empty>;
  return (
    <Empty title={t('activity.nothing_found')}>
      {t('activity.nothing_found_why')}{' '}
      <Button variant="subtle" size="compact-sm" onClick={() => go({ filters: {} })}>
        {t('feed.show_all')}
      </Button>
    </Empty>
  );
}

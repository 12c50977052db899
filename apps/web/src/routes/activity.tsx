import { Stack } from '@mantine/core';
import { useActivityPage } from '../activity/page/activity-page.ts';
import { EndlessStream } from '../activity/page/endless-stream.tsx';
import { FilterBar } from '../activity/page/filters/filter-bar.tsx';
import { PagedStream } from '../activity/page/paged-stream.tsx';
import { SearchField } from '../activity/page/search/search-field.tsx';
import { ViewTabs } from '../activity/page/views/view-tabs.tsx';
import { t } from '../i18n/index.ts';
import { LiveStatus } from '../live/live-status.tsx';
import { Page } from '../ui/page.tsx';

/** Everything that was done, by whom, as it happens and as it was: to be searched, narrowed, kept and shared. */
export function Activity() {
  const { page } = useActivityPage().state;
  return (
    <Page title={t('activity.title')} actions={<LiveStatus />}>
      <ViewTabs />
      <Stack component="search" aria-label={t('activity.filter.label')} gap="xs" mb="sm">
        <SearchField />
        <FilterBar />
      </Stack>
      {page === undefined ? <EndlessStream /> : <PagedStream page={page} />}
    </Page>
  );
}

import { Button } from '@mantine/core';
import type { Activity } from '@timetracker/shared';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { type Asked, Query } from '../../ui/query.tsx';
import { isFiltered } from '../data/activity-search.ts';
import { StreamList } from '../list/stream-list.tsx';
import { StreamOutline } from '../list/stream-outline.tsx';
import { useRows } from '../list/use-rows.ts';
import { RowActionsContext } from '../row/row-actions.ts';
import { useActivityPage } from './activity-page.ts';
import { searchErrorOf } from './search/search-error.ts';

interface StreamViewProps {
  query: Asked<unknown>;
  pages: readonly (readonly Activity[])[];
  activities: readonly Activity[];
  size: number | undefined;
  isNew: (activity: Activity) => boolean;
  arrived: ReadonlySet<number>;
  isBusy: boolean;
  onNearEnd: () => void;
  onNearStart: () => void;
}

/** The activities of the page, or why there are none. */
export function StreamView(props: StreamViewProps) {
  const { query, isBusy, onNearEnd, onNearStart, ...options } = props;
  const { state } = useActivityPage();
  const { rows, actions, toggleRow } = useRows({ ...options, dayHeading: 'h2' });

  if (query.isLoadingError && searchErrorOf(query.error, state.filters.q))
    return <Empty title={t('activity.search.not_understood')} />;
  return (
    <Query
      of={{ ...query, data: query.data === undefined ? undefined : rows }}
      what={t('feed.activities')}
      skeleton={<StreamOutline />}
      failure={t('feed.not_loaded')}
      empty={<NothingFound />}
    >
      {(rows) => (
        <RowActionsContext value={actions}>
          <StreamList
            rows={rows}
            keepsPlace={state.at !== undefined}
            isBusy={isBusy}
            onNearEnd={onNearEnd}
            onNearStart={onNearStart}
            toggleRow={toggleRow}
          />
        </RowActionsContext>
      )}
    </Query>
  );
}

/** Why there is nothing to see, and what to do about it. */
function NothingFound() {
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

import type { Activity } from '@timetracker/shared';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useActivityPage } from '../activity-page.ts';
import { RowActionsContext } from '../row/row-actions.ts';
import { searchErrorOf } from '../search/search-error.ts';
import { NothingFound } from './nothing-found.tsx';
import { StreamList } from './stream-list.tsx';
import { StreamSkeleton } from './stream-skeleton.tsx';
import { useRows } from './use-rows.ts';

interface StreamViewProps {
  query: { isPending: boolean; isLoadingError: boolean; error: unknown; refetch: () => unknown };
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

  if (query.isPending) return <StreamSkeleton />;
  if (query.isLoadingError)
    return searchErrorOf(query.error, state.filters.q) ? (
      <Empty title={t('activity.search.not_understood')} />
    ) : (
      <Failure title={t('feed.not_loaded')} error={query.error} onRetry={() => void query.refetch()} />
    );
  if (rows.length === 0) return <NothingFound />;
  return (
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
  );
}

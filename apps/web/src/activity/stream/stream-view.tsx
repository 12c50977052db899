import type { Activity } from '@timetracker/shared';
import { useMemo } from 'react';
import { FeedSkeleton } from '../../feed/feed-skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { RowActionsContext } from '../row/row-actions.ts';
import { useActivityPage } from '../activity-page.ts';
import { searchErrorOf } from '../search/search-error.ts';
import { useProjects } from '../use-projects.ts';
import { NothingFound } from './nothing-found.tsx';
import { StreamList } from './stream-list.tsx';
import { type StreamRow, streamRows } from './stream-rows.ts';
import { useOpened } from './use-opened.ts';
import { usePresence } from './use-presence.ts';

interface StreamViewProps {
  query: { isPending: boolean; isLoadingError: boolean; error: unknown; refetch: () => unknown };
  /** As they were loaded. */
  pages: readonly (readonly Activity[])[];
  activities: readonly Activity[];
  /** How many there are in all; -1: nobody knows; undefined: these. */
  size: number | undefined;
  isNew: (activity: Activity) => boolean;
  arrived: ReadonlySet<number>;
  isBusy: boolean;
  onNearEnd: () => void;
  onNearStart: () => void;
}

/** Activities as days, runs and rows, or why there are none. */
export function StreamView(props: StreamViewProps) {
  const { query, pages, activities, isNew, arrived } = props;
  const { state } = useActivityPage();
  const opened = useOpened();
  const whereaboutsOf = usePresence(pages);
  const { projects } = useProjects();
  const names = useMemo(() => new Map(projects.map(({ id, name }) => [id, name])), [projects]);
  const rows = streamRows(activities, { isOpened: opened.isRunOpened, isNew });
  const articles = rows.filter((row) => row.kind === 'one' || row.kind === 'run').length;

  if (query.isPending) return <FeedSkeleton />;
  if (query.isLoadingError)
    return searchErrorOf(query.error, state.filters.q) ? (
      <Empty title={t('activity.search.not_understood')} />
    ) : (
      <Failure title={t('feed.not_loaded')} error={query.error} onRetry={() => void query.refetch()} />
    );
  if (activities.length === 0) return <NothingFound />;
  const toggleRow = (row: StreamRow) => {
    if (row.kind === 'run') opened.toggleRun(row.activities);
    if (row.kind === 'one') opened.toggleDetails(row.activity.id);
  };
  return (
    <RowActionsContext
      value={{
        ...opened,
        whereaboutsOf,
        size: props.size ?? articles,
        projectName: (id) => (id === null ? undefined : names.get(id)),
        hasArrived: (id) => arrived.has(id),
      }}
    >
      <StreamList
        rows={rows}
        keepsPlace={state.at !== undefined}
        isBusy={props.isBusy}
        onNearEnd={props.onNearEnd}
        onNearStart={props.onNearStart}
        toggleRow={toggleRow}
      />
    </RowActionsContext>
  );
}

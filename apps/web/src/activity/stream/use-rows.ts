import type { Activity } from '@timetracker/shared';
import { useMemo } from 'react';
import type { RowActions } from '../row/row-actions.ts';
import { useProjects } from '../use-projects.ts';
import { type StreamRow, streamRows } from './stream-rows.ts';
import { useOpened } from './use-opened.ts';
import { usePresence } from './use-presence.ts';

interface RowsOptions {
  /** As they were loaded: what becomes of their entities is asked for part by part. */
  pages: readonly (readonly Activity[])[];
  /** Newest first. */
  activities: readonly Activity[];
  /** How many there are in all; -1: nobody knows; undefined: these. */
  size: number | undefined;
  isNew: (activity: Activity) => boolean;
  /** The ids of those that came while somebody was looking. */
  arrived: ReadonlySet<number>;
  dayHeading: RowActions['dayHeading'];
}

/** Activities as lines, what each line needs, and the way to open one. */
export function useRows(options: RowsOptions) {
  const { pages, activities, size, isNew, arrived, dayHeading } = options;
  const { isRunOpened, ...opened } = useOpened();
  const whereaboutsOf = usePresence(pages);
  const { projects } = useProjects();
  const names = useMemo(() => new Map(projects.map(({ id, name }) => [id, name])), [projects]);
  const rows = streamRows(activities, { isOpened: isRunOpened, isNew });
  const actions: RowActions = {
    ...opened,
    whereaboutsOf,
    dayHeading,
    size: size ?? rows.filter((row) => row.kind === 'one' || row.kind === 'run').length,
    projectName: (id) => (id === null ? undefined : names.get(id)),
    hasArrived: (id) => arrived.has(id),
  };
  const toggleRow = (row: StreamRow) => {
    if (row.kind === 'run') opened.toggleRun(row.activities);
    if (row.kind === 'one') opened.toggleDetails(row.activity.id);
  };
  return { rows, actions, toggleRow };
}

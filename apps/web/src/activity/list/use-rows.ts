import type { Activity } from '@timetracker/shared';
import { useMemo, useState } from 'react';
import { type StreamRow, streamRows } from '../data/stream-rows.ts';
import { useEntityLinks } from '../data/use-entity-links.ts';
import { useProjects } from '../data/use-projects.ts';
import type { RowActions } from '../row/row-actions.ts';

const without = (ids: ReadonlySet<number>, gone: readonly number[]) =>
  new Set([...ids].filter((id) => !gone.includes(id)));
const withAll = (ids: ReadonlySet<number>, added: readonly number[]) => new Set([...ids, ...added]);

/** Which runs and which details somebody has opened, by the ids of their activities: they survive what comes on top. */
function useOpened() {
  const [runs, setRuns] = useState<ReadonlySet<number>>(new Set());
  const [details, setDetails] = useState<ReadonlySet<number>>(new Set());
  return {
    isRunOpened: (id: number) => runs.has(id),
    isExpanded: (id: number) => details.has(id),
    toggleRun: (activities: readonly Activity[]) => {
      const ids = activities.map(({ id }) => id);
      setRuns((before) =>
        ids.some((id) => before.has(id)) ? without(before, ids) : withAll(before, ids.slice(0, 1)),
      );
    },
    toggleDetails: (id: number) =>
      setDetails((before) => (before.has(id) ? without(before, [id]) : withAll(before, [id]))),
  };
}

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
  const entityLinkOf = useEntityLinks(pages);
  const { projects } = useProjects();
  const names = useMemo(() => new Map(projects.map(({ id, name }) => [id, name])), [projects]);
  const rows = streamRows(activities, { isOpened: isRunOpened, isNew });
  const actions: RowActions = {
    ...opened,
    entityLinkOf,
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

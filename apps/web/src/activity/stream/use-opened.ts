import type { Activity } from '@timetracker/shared';
import { useState } from 'react';

const without = (ids: ReadonlySet<number>, gone: readonly number[]) =>
  new Set([...ids].filter((id) => !gone.includes(id)));
const withAll = (ids: ReadonlySet<number>, added: readonly number[]) => new Set([...ids, ...added]);

/** Which runs and which details somebody has opened, by the ids of their activities: they survive what comes on top. */
export function useOpened() {
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

import type { Activity } from '@timetracker/shared';
import { useRef, useState } from 'react';
import { trpc } from '../api/trpc.ts';

/** Beyond this, the feed is loaded again instead of growing in memory. */
const MAX_ARRIVALS = 200;

/** Activities that have arrived since the feed was loaded, and the way to load it again. */
export function useArrivals() {
  const [arrivals, setArrivals] = useState<readonly Activity[]>([]);
  const latest = useRef(arrivals);
  const isRefreshing = useRef(false);
  const isOutdated = useRef(false);
  const api = trpc.useUtils();

  const keep = (activities: readonly Activity[]) => {
    latest.current = activities;
    setArrivals(activities);
  };

  /**
   * What had arrived before a refresh is in the pages after it, or may no longer be seen. Where the pages could not be
   * loaded, it stays: nothing else shows it.
   */
  const refresh = async () => {
    isOutdated.current = true;
    if (isRefreshing.current) return;
    isRefreshing.current = true;
    while (isOutdated.current) {
      isOutdated.current = false;
      const superseded = new Set(latest.current);
      const isLoaded = await api.activity.list.invalidate(undefined, undefined, { throwOnError: true }).then(
        () => true,
        () => false,
      );
      if (isLoaded) keep(latest.current.filter((activity) => !superseded.has(activity)));
    }
    isRefreshing.current = false;
  };

  const add = (activities: readonly Activity[]) => {
    keep([...latest.current, ...activities]);
    if (latest.current.length > MAX_ARRIVALS && !isRefreshing.current) void refresh();
  };

  return { arrivals, add, refresh };
}

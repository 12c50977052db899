import { useQueryClient } from '@tanstack/react-query';
import type { Activity } from '@timetracker/shared';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState } from 'react';
import { feedPages } from '../feed/feed-pages.ts';
import { trpc } from '../trpc.ts';
import { inBatches } from './in-batches.ts';
import { LiveConnection, type LiveStatus } from './live-connection.ts';
import { parkWhileHidden } from './park-while-hidden.ts';
import { readActivity } from './read-activity.ts';
import { changesVisibility, refreshRelated } from './related-queries.ts';
import { useArrivals } from './use-arrivals.ts';

const FEED_PACE_MS = 50;
const RELATED_PACE_MS = 1_000;
const STATISTICS_PACE_MS = 5_000;

interface Live {
  status: LiveStatus;
  arrivals: readonly Activity[];
}

const LiveContext = createContext<Live>({ status: 'connecting', arrivals: [] });

export const useLive = () => use(LiveContext);

const openStream = (lastEventId: number | undefined) =>
  new EventSource(`/api/activities/live${lastEventId === undefined ? '' : `?last_event_id=${lastEventId}`}`);

/** Keeps everything behind the sign-in current with what others, and other tabs, do. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const { arrivals, add, refresh } = useArrivals();
  const api = trpc.useUtils();
  const queryClient = useQueryClient();

  const newestLoaded = useEffectEvent(async () => {
    const feed = await queryClient.fetchInfiniteQuery(feedPages({})).catch(() => undefined);
    const ids = feed?.pages[0]?.activities.map(({ id }) => id) ?? [];
    return ids.length > 0 ? Math.max(...ids) : undefined;
  });
  const show = useEffectEvent((activities: Activity[]) => {
    add(activities);
    if (activities.some(changesVisibility)) void refresh();
  });
  const related = useEffectEvent((activities: Activity[]) => void refreshRelated(api, activities));
  const statistics = useEffectEvent(() => void api.stats.invalidate());
  // Whatever the page shows: where the session has ended, the answer says so.
  const askAgain = useEffectEvent(() => void queryClient.invalidateQueries());
  const refreshAll = useEffectEvent(() => {
    void refresh();
    statistics();
  });

  useEffect(() => {
    const paces = [
      inBatches<Activity>(FEED_PACE_MS, (activities) => show(activities)),
      inBatches<Activity>(RELATED_PACE_MS, (activities) => related(activities)),
      inBatches<Activity>(STATISTICS_PACE_MS, () => statistics()),
    ];
    let ended = false;
    let end = () => {};
    const begin = async () => {
      const newest = await newestLoaded();
      if (ended) return;
      const connection = new LiveConnection(openStream, {
        onStatus: setStatus,
        onRefresh: () => refreshAll(),
        onRefused: () => askAgain(),
        onActivity: (data) => {
          const activity = readActivity(data);
          if (activity) for (const pace of paces) pace.add(activity);
        },
      });
      const unwatch = parkWhileHidden(connection);
      end = () => {
        unwatch();
        connection.stop();
      };
      connection.start(newest);
    };
    void begin();
    return () => {
      ended = true;
      end();
      for (const pace of paces) pace.cancel();
    };
  }, []);

  return <LiveContext value={{ status, arrivals }}>{children}</LiveContext>;
}

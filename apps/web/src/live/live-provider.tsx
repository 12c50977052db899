import { useQueryClient } from '@tanstack/react-query';
import type { Activity } from '@timetracker/shared';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useRef, useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { inBatches } from './in-batches.ts';
import { LiveConnection, type LiveStatus } from './live-connection.ts';
import { parkWhileHidden } from './park-while-hidden.ts';
import { readActivity } from './read-activity.ts';
import { changesVisibility, refreshFailed, refreshRelated } from './related-queries.ts';
import { useArrivals } from './use-arrivals.ts';

const FEED_PACE_MS = 50;
const RELATED_PACE_MS = 1_000;
const STATISTICS_PACE_MS = 5_000;

interface Live {
  status: LiveStatus;
  arrivals: readonly Activity[];
  /** Ends the stream, which is refused as soon as the session has ended. @returns what begins it again */
  suspend: () => () => void;
}

const LiveContext = createContext<Live>({
  status: 'connecting',
  arrivals: [],
  suspend: () => () => undefined,
});

export const useLive = () => use(LiveContext);

const openStream = (lastEventId: number | undefined) =>
  new EventSource(`/api/activities/live${lastEventId === undefined ? '' : `?last_event_id=${lastEventId}`}`);

interface LiveProviderProps {
  /** Loads the feed that what arrives continues. @returns the highest id in it; undefined where there is none */
  loadNewestId: () => Promise<number | undefined>;
  children: ReactNode;
}

/** Keeps everything behind the sign-in current with what others, and other tabs, do. */
export function LiveProvider({ loadNewestId, children }: LiveProviderProps) {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [isSuspended, setSuspended] = useState(false);
  const end = useRef(() => {});
  const { arrivals, add, refresh } = useArrivals();
  const api = trpc.useUtils();
  const queryClient = useQueryClient();

  const newestId = useEffectEvent(() => loadNewestId().catch(() => undefined));
  const show = useEffectEvent((activities: Activity[]) => {
    add(activities);
    if (activities.some(changesVisibility)) void refresh();
  });
  const related = useEffectEvent((activities: Activity[]) => void refreshRelated(api, activities));
  const statistics = useEffectEvent(() => void api.stats.invalidate());
  // Whatever the page shows: where the session has ended, the answer says so.
  const askAgain = useEffectEvent(() => void queryClient.invalidateQueries());
  const follow = useEffectEvent((next: LiveStatus) => {
    setStatus(next);
    if (next === 'live') void refreshFailed(queryClient);
  });
  const refreshAll = useEffectEvent(() => {
    void refresh();
    statistics();
  });

  useEffect(() => {
    if (isSuspended) return undefined;
    const paces = [
      inBatches<Activity>(FEED_PACE_MS, (activities) => show(activities)),
      inBatches<Activity>(RELATED_PACE_MS, (activities) => related(activities)),
      inBatches<Activity>(STATISTICS_PACE_MS, () => statistics()),
    ];
    let ended = false;
    let stop = () => {};
    const begin = async () => {
      const newest = await newestId();
      if (ended) return;
      const connection = new LiveConnection(openStream, {
        onStatus: (next) => follow(next),
        onRefresh: () => refreshAll(),
        onRefused: () => askAgain(),
        onActivity: (data) => {
          const activity = readActivity(data);
          if (activity) for (const pace of paces) pace.add(activity);
        },
      });
      const unwatch = parkWhileHidden(connection);
      stop = () => {
        unwatch();
        connection.stop();
      };
      connection.start(newest);
    };
    end.current = () => {
      ended = true;
      stop();
      for (const pace of paces) pace.cancel();
    };
    void begin();
    return () => end.current();
  }, [isSuspended]);

  const suspend = () => {
    end.current();
    setSuspended(true);
    return () => setSuspended(false);
  };

  return <LiveContext value={{ status, arrivals, suspend }}>{children}</LiveContext>;
}

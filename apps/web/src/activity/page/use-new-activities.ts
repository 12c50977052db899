import { useQueryClient } from '@tanstack/react-query';
import type { Activity } from '@timetracker/shared';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { trpc, trpcClient } from '../../api/trpc.ts';
import { inBatches } from '../../live/in-batches.ts';
import { useLive } from '../../live/live-provider.tsx';
import { changesVisibility, STREAM } from '../../live/related-queries.ts';
import type { ActivityInput } from '../data/activity-input.ts';
import { newestFirst } from '../data/merge-feed.ts';
import { STREAM_SIZE, streamPages } from './stream-pages.ts';
import type { Stream } from './use-stream.ts';

const PACE_MS = 1_000;
/** More than this are not put on top of what is loaded: the stream begins anew. */
const MOST = 100;

const newestId = (activities: readonly Activity[]) =>
  activities.reduce((newest, { id }) => Math.max(newest, id), 0);

/** Calls back, at a pace, with what has arrived since the last call. */
function useEachArrival(onArrival: (activities: Activity[]) => void) {
  const { arrivals } = useLive();
  const heard = useRef(0);
  const tell = useEffectEvent(onArrival);
  const [pace] = useState(() => inBatches<Activity>(PACE_MS, (activities) => tell(activities)));
  useEffect(() => {
    const fresh = arrivals.filter(({ id }) => id > heard.current);
    heard.current = Math.max(heard.current, newestId(fresh));
    if (fresh.length > 0) pace.add(...fresh);
  }, [arrivals, pace]);
  useEffect(() => pace.cancel, [pace]);
}

/**
 * What has come since a stream was loaded. Whether an arrival passes the filter is the server's to say, so whenever
 * something arrives, it is asked for what is newer by id: that is exact also for what was stored late.
 * @param isAtHead whether the stream reaches up to the newest; what is new is elsewhere when it does not
 */
export function useNewActivities(
  stream: Stream,
  input: ActivityInput,
  at: string | undefined,
  isAtHead: boolean,
) {
  const queryClient = useQueryClient();
  // All that passed the filter was in the topmost part when it was loaded, so what is new has a higher id than that
  // part has. Parts below may have higher ones: what was stored late, with an earlier time.
  const after_id = newestId(stream.loaded.find((part) => part.length > 0) ?? []);
  const newActivities = trpc.activity.list.useQuery(
    { ...input, after_id, limit: MOST },
    { enabled: isAtHead && stream.isSuccess },
  );
  useEachArrival((activities) => {
    if (isAtHead) void newActivities.refetch();
    // Somebody may see more or less than before: what is loaded is loaded again.
    if (activities.some(changesVisibility)) void queryClient.invalidateQueries({ queryKey: [STREAM] });
  });

  const oldest = stream.activities.at(-1);
  const known = new Set(stream.activities.map(({ id }) => id));
  const belongs = (activity: Activity) =>
    !known.has(activity.id) && (!stream.hasOlder || !oldest || newestFirst(activity, oldest) < 0);
  const activities = (newActivities.data?.activities ?? []).filter(belongs);
  const hasMore = newActivities.data?.has_next === true && activities.length === MOST;

  /** Puts what is new on top of the stream. @returns the ids of what was put there */
  const take = async (): Promise<ReadonlySet<number>> => {
    const { queryKey } = streamPages(input, at);
    const { data: top } = newActivities;
    if (!top) return new Set();
    const first = hasMore ? await trpcClient.activity.list.query({ ...input, limit: STREAM_SIZE }) : top;
    const place = { newer_than: first.prev_cursor ?? '' };
    queryClient.setQueryData(queryKey, (data) =>
      data && !hasMore
        ? { pages: [{ ...first, activities }, ...data.pages], pageParams: [place, ...data.pageParams] }
        : { pages: [first], pageParams: [{}] },
    );
    return new Set(activities.map(({ id }) => id));
  };
  return { activities, hasMore, take };
}

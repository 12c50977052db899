import { useQueryClient } from '@tanstack/react-query';
import type { Activity } from '@timetracker/shared';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLive } from '../../live/live-provider.tsx';
import { useMe } from '../../session/me.ts';
import { feedPages } from '../data/activity-pages.ts';
import { useLastSeen } from '../data/use-last-seen.ts';

const newestId = (activities: readonly Activity[]) =>
  activities.reduce((newest, { id }) => Math.max(newest, id), 0);

/**
 * Remembers that somebody has been here, up to the newest activity there is, whatever the filter lets through: a visit
 * is a visit.
 * @param activities those that are shown
 * @param isCurrent whether the newest ones are among them
 * @returns tells what others have done since the last visit; it stays so until the next
 */
export function useVisit(activities: readonly Activity[], isCurrent: boolean) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { arrivals } = useLive();
  const [seen, see] = useLastSeen();
  const [before] = useState(seen);

  const known = newestId([...activities, ...arrivals]);
  const remember = useEffectEvent((newestShown: number) => {
    if (!isCurrent || document.hidden) return;
    const widget = queryClient.getQueryData(feedPages({}).queryKey)?.pages.flatMap((page) => page.activities);
    const newest = Math.max(newestShown, newestId(widget ?? []));
    if (newest > 0) see(newest);
  });
  useEffect(() => remember(isCurrent ? known : 0), [known, isCurrent]);
  useEffect(() => {
    const listener = () => remember(0);
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  }, []);

  const isNewer = ({ id }: Activity) => before !== null && id > before;
  const hasOthers = activities.some((activity) => isNewer(activity) && activity.user_id !== me.id);
  return (activity: Activity) => hasOthers && isNewer(activity);
}

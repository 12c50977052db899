import type { StatsBucket } from '@timetracker/shared';
import type { ActivitySearch } from '../activity/data/activity-search.ts';
import { daysWithin, type StatsWindow } from './stats-window.ts';

export type { ActivitySearch };

/** The address of the Activity page with these filters. */
export function activityPath(search: ActivitySearch): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) query.set(name, String(value));
  return `/activity?${query.toString()}`;
}

/** The feed between two instants, both included, where whole days do not say it. */
export const feedBetween = (start: string, end: string): ActivitySearch => ({
  q: `created:${start}..${end}`,
});

/** The feed of a bucket, within the window that it is part of. */
export const feedOfBucket = (
  bucket: StatsBucket,
  { start, end }: { start: string; end: string },
  window: StatsWindow,
): ActivitySearch =>
  bucket === 'hour'
    ? feedBetween(start, new Date(Date.parse(end) - 1).toISOString())
    : { ...daysWithin(window, start, end) };

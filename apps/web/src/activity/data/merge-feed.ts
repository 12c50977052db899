import type { Activity } from '@timetracker/shared';

/** The feed's one order: newest first by `(created_at, id)`. */
export const newestFirst = (left: Activity, right: Activity): number =>
  Date.parse(right.created_at) - Date.parse(left.created_at) || right.id - left.id;

/**
 * The loaded part of the feed with what has arrived since: each activity once, newest first.
 * An arrival older than everything loaded (an import, say) waits for its page, or the list would have a gap above it.
 */
export function mergeFeed(
  loaded: readonly Activity[],
  arrived: readonly Activity[],
  hasOlder: boolean,
): Activity[] {
  const oldest = loaded.at(-1);
  const belongs = (activity: Activity) => !hasOlder || !oldest || newestFirst(activity, oldest) < 0;
  const byId = new Map([...arrived.filter(belongs), ...loaded].map((activity) => [activity.id, activity]));
  return [...byId.values()].sort(newestFirst);
}

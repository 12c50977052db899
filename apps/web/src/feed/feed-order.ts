import type { Activity } from '@timetracker/shared';

/** The feed's one order: newest first by `(created_at, id)`. */
export const newestFirst = (left: Activity, right: Activity): number =>
  Date.parse(right.created_at) - Date.parse(left.created_at) || right.id - left.id;

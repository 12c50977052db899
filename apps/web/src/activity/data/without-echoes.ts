import type { Activity } from '@timetracker/shared';

/** The comment that a `commented` of a task speaks of. */
function commentOf({ action, extra_data }: Activity): unknown {
  if (action !== 'commented') return undefined;
  const { changes } = extra_data as { changes?: { comments?: { after?: unknown } } };
  return changes?.comments?.after;
}

/**
 * A feed as people read it. That a comment came to be is in the trail twice, for its task and for its own history:
 * beside the first, the second says nothing new. Where only comments are asked for, it is all there is, and stays.
 */
export function withoutEchoes(activities: readonly Activity[]): Activity[] {
  const said = new Set(activities.map(commentOf).filter((id) => id !== undefined));
  return activities.filter(
    ({ entity_type, action, entity_id }) =>
      !(entity_type === 'comment' && action === 'created' && said.has(entity_id)),
  );
}

import type { Activity } from '@timetracker/shared';

const RIGHTS = ['role', 'deactivated_at'];

/**
 * Whose rights activities say have changed: their streams are no longer what they were opened as.
 * @returns ids of users
 */
export const rightsChangedBy = (activities: readonly Activity[]): Set<number> =>
  new Set(activities.filter(changesRights).map((activity) => activity.entity_id));

function changesRights({ action, entity_type, source, extra_data }: Activity): boolean {
  const changes = extra_data['changes'];
  // What was posted or imported tells of other systems; whoever was just created had no rights before.
  if (entity_type !== 'user' || source !== 'app' || action === 'created') return false;
  return typeof changes === 'object' && changes !== null && RIGHTS.some((field) => field in changes);
}

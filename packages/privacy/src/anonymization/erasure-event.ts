import { REPLACEMENT } from '@timetracker/activities';
import { auditEvent, newStamp, systemActor } from '@timetracker/db';
import type { ActivityEvent } from '@timetracker/shared';

/** Begin and end of an anonymization, as the trail tells them. */
export function erasureEvent(
  action: 'started' | 'anonymized',
  {
    id,
    user_id,
    requested_by,
    reason,
  }: { id: string; user_id: number; requested_by: number | null; reason: string },
  extra_data: ActivityEvent['extra_data'] = {},
): ActivityEvent {
  const entity_name = pseudonymOf(user_id);
  const description =
    action === 'started' ? `Started to anonymize ${entity_name}` : `Anonymized ${entity_name}`;
  return auditEvent(
    {
      action,
      entity_id: user_id,
      entity_name,
      description,
      extra_data: { erasure_id: id, reason, ...extra_data },
    },
    { ...systemActor, user_id: requested_by },
    newStamp(),
  );
}

/** What administrators call an anonymized person; others see {@link REPLACEMENT}. */
export const pseudonymOf = (user_id: number): string => `${REPLACEMENT} #${user_id}`;

import { type ActivityEvent, newEventId } from '@timetracker/shared';
import { REPLACEMENT } from './redact-text.ts';

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
  return {
    event_id: newEventId(),
    user_id: requested_by,
    action,
    entity_type: 'audit',
    entity_id: user_id,
    entity_name,
    description: action === 'started' ? `Started to anonymize ${entity_name}` : `Anonymized ${entity_name}`,
    extra_data: { erasure_id: id, reason, ...extra_data },
    project_id: null,
    ip_address: null,
    user_agent: null,
    source: 'app',
    occurred_at: null,
    received_at: new Date().toISOString(),
  };
}

/** What administrators call an anonymized person; others see {@link REPLACEMENT}. */
export const pseudonymOf = (user_id: number): string => `${REPLACEMENT} #${user_id}`;

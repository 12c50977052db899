import type { ActivityEvent } from './contracts/activity-event.ts';
import { newEventId } from './event-id.ts';

/** A complete event for tests, with the given parts. */
export const anEvent = (parts: Partial<ActivityEvent> = {}): ActivityEvent => ({
  event_id: newEventId(),
  user_id: 1,
  action: 'updated',
  entity_type: 'task',
  entity_id: 1,
  entity_name: 'Logo',
  description: 'Updated task "Logo"',
  extra_data: {},
  project_id: null,
  ip_address: null,
  user_agent: null,
  source: 'api',
  occurred_at: null,
  received_at: new Date().toISOString(),
  ...parts,
});

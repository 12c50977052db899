import type { NewActivity } from '@timetracker/activities';
import { describeActivity, newEventId } from '@timetracker/shared';
import { postedEvents } from './posted-bodies.ts';

const PEOPLE = 10;

/** What a batch of the posted events is when it is about to be stored, by ten people. @param first id */
export function newActivities(first: number, count: number): NewActivity[] {
  const now = new Date().toISOString();
  return postedEvents(count, first).map((event, index) => ({
    id: first + index,
    event_id: newEventId(),
    user_id: 1 + ((first + index) % PEOPLE),
    action: event.action,
    entity_type: event.entity_type,
    entity_id: event.entity_id,
    entity_name: event.entity_name ?? null,
    description: describeActivity({
      ...event,
      entity_name: event.entity_name ?? null,
      extra_data: event.extra_data ?? {},
    }),
    extra_data: event.extra_data ?? {},
    project_id: event.project_id ?? null,
    ip_address: event.ip_address ?? null,
    user_agent: event.user_agent ?? null,
    source: 'api',
    created_at: now,
    recorded_at: now,
  }));
}

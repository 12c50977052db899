import type { Activity } from '@timetracker/shared';

/** The seed's example, for tests. */
export const exampleActivity = (changed: Partial<Activity> = {}): Activity => ({
  id: 123,
  user_id: 5,
  username: 'john.doe',
  display_name: 'John Doe',
  action: 'created',
  entity_type: 'project',
  entity_id: 42,
  entity_name: 'New Website',
  description: 'Created project "New Website"',
  extra_data: {},
  created_at: '2025-10-30T14:30:00.000Z',
  event_id: '0199f5a2-0000-7000-8000-000000000123',
  project_id: 42,
  source: 'app',
  ...changed,
});

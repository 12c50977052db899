import type { Activity } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { rightsChangedBy } from './rights-change.ts';

const aboutUser = (entity_id: number, with_: Partial<Activity>): Activity => ({
  id: 1,
  event_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  user_id: 1,
  username: 'ada',
  display_name: 'Ada',
  action: 'updated',
  entity_type: 'user',
  entity_id,
  entity_name: 'Mia',
  description: 'Updated user Mia',
  extra_data: { changes: { role: { before: 'member', after: 'admin' } } },
  created_at: '2026-01-01T00:00:00.000Z',
  project_id: null,
  source: 'app',
  ...with_,
});

test('a changed role or a closed account changes rights', () => {
  const closed = { changes: { deactivated_at: { before: null, after: '2026-01-01T00:00:00.000Z' } } };
  expect(rightsChangedBy([aboutUser(2, {}), aboutUser(3, { extra_data: closed })])).toEqual(new Set([2, 3]));
});

test('a new name, a new account and what another system tells change none', () => {
  const renamed = { changes: { display_name: { before: 'Mia', after: 'Mina' } } };
  const activities = [
    aboutUser(2, { extra_data: renamed }),
    aboutUser(3, { action: 'created' }),
    aboutUser(4, { source: 'api' }),
    aboutUser(5, { entity_type: 'project' }),
  ];
  expect(rightsChangedBy(activities)).toEqual(new Set());
});

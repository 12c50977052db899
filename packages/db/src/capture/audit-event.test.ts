import { activityEvent } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { systemActor } from './actor.ts';
import { auditEvent, newStamp } from './audit-event.ts';

const stamp = newStamp(new Date('2026-03-01T12:00:00.000Z'));
const actor = { user_id: 7, ip_address: '192.0.2.7', user_agent: 'Test' };

test('a deed is told with its actor and its time, in the catalog’s words or in its own', () => {
  const deed = { action: 'created', entity_id: 3, entity_name: 'Mia', extra_data: { key: 'shell' } } as const;
  expect(auditEvent(deed, actor, stamp)).toEqual({
    ...stamp,
    ...actor,
    ...deed,
    entity_type: 'audit',
    description: 'Created API key "shell" for "Mia"',
    project_id: null,
    source: 'app',
  });
  expect(auditEvent({ ...deed, description: 'Made a key' }, actor, stamp).description).toBe('Made a key');
});

test('a deed about nothing, and one about somebody with a very long name, are events too', () => {
  const about = (entity_name?: string) =>
    activityEvent.parse(
      auditEvent({ action: 'held', entity_id: 0, ...(entity_name && { entity_name }) }, systemActor, stamp),
    );
  expect(about()).toMatchObject({ entity_name: null, description: 'Placed a legal hold', extra_data: {} });
  expect(about(`${'x'.repeat(499)}👍🏽`).entity_name).toBe('x'.repeat(499));
});

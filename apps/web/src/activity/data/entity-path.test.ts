import type { Activity } from '@timetracker/shared';
import { beforeAll, expect, test } from 'vitest';
import { activateLocale } from '../../i18n/activate-locale.ts';
import { entityPage } from './entity-path.ts';
import { exampleActivity } from './example-activity.ts';

const ME = 5;
beforeAll(() => activateLocale({ locale: 'en-GB', time_zone: 'Europe/Berlin' }));
const path = (parts: Partial<Activity>) => entityPage(exampleActivity({ entity_id: 7, ...parts }), ME)?.path;

test.each([
  ['project', '/projects/7'],
  ['task', '/tasks/7'],
  ['client', '/clients/7'],
  ['invoice', '/invoices/7'],
  ['user', '/users'],
] as const)('a %s is at %s', (entity_type, expected) => {
  expect(path({ entity_type })).toBe(expected);
});

test('a comment is at its task, or its project', () => {
  expect(path({ entity_type: 'comment', extra_data: { task_id: 3 } })).toBe('/tasks/3');
  expect(path({ entity_type: 'comment', project_id: 42 })).toBe('/projects/42');
  expect(path({ entity_type: 'comment', project_id: null })).toBeUndefined();
});

test('one’s own time is at its day where one is, somebody else’s at its project', () => {
  const started = { changes: { started_at: { before: null, after: '2026-11-23T23:30:00.000Z' } } };
  expect(path({ entity_type: 'time_entry', user_id: ME, extra_data: started })).toBe('/time?date=2026-11-24');
  expect(path({ entity_type: 'time_entry', user_id: ME, created_at: '2026-11-20T09:00:00Z' })).toBe(
    '/time?date=2026-11-20',
  );
  expect(path({ entity_type: 'time_entry', user_id: 6, project_id: 42 })).toBe('/projects/42');
});

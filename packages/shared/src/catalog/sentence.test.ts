import { describe, expect, test } from 'vitest';
import { oddExtraData, SAYS_NOTHING, saidKeys } from '../test-odd-extra-data.ts';
import { type EntityType, entityDefinition, entityTypes } from './entities.ts';
import { describeActivity } from './sentence.ts';

const facts = (
  entity_type: EntityType,
  action: Parameters<typeof describeActivity>[0]['action'],
  extra_data: Record<string, unknown> = {},
  entity_name: string | null = 'X',
) => describeActivity({ entity_type, action, entity_name, extra_data });

describe.each(entityTypes)('a sentence about a %s', (type) => {
  test.each(entityDefinition(type).actions)('that is %s says nothing that is missing', (action) => {
    for (const name of [null, '', ' \t', '\u200b', 'Name'])
      for (const extra_data of oddExtraData) {
        const sentence = facts(type, action, extra_data, name);
        const of = JSON.stringify({ extra_data, name, sentence });
        expect(sentence, of).toMatch(/^[A-Z].*[\w")]$/);
        expect(sentence, of).not.toMatch(SAYS_NOTHING);
        expect(sentence, of).not.toMatch(/ (on|of|for|to|from)$/);
      }
  });
});

test.each([
  ['time_entry', 'stopped', {}, null, 'Stopped timer'],
  ['time_entry', 'started', {}, '', 'Started timer'],
  ['comment', 'created', {}, null, 'Wrote a comment'],
  ['project', 'updated', { member_added: 'Mia' }, null, 'Added Mia to a project'],
  ['task', 'assigned', { assignee: 'Mia' }, null, 'Assigned task to Mia'],
  ['task', 'assigned', { assignee: '' }, 'Logo', 'Assigned task "Logo"'],
  ['task', 'status_changed', { old_status: 'todo' }, 'Logo', 'Changed the status of task "Logo"'],
  ['user', 'updated', { changes: { role: { after: 'admin' } } }, 'Mia', 'Updated user "Mia"'],
  ['audit', 'created', { key: '' }, null, 'Created an API key'],
  ['audit', 'revoked', { sessions: -1 }, 'Mia', 'Revoked an API key of "Mia"'],
  ['audit', 'retried', { jobs: 2 }, 'mail', 'Retried 2 failed jobs of the queue "mail"'],
  ['audit', 'retried', { events: 1 }, null, 'Retried an event that was set aside'],
  ['audit', 'retried', { events: 3 }, null, 'Retried 3 events that were set aside'],
  ['time_entry', 'stopped', {}, 'null', 'Stopped timer on "null"'],
] as const)('%s %s %j of %j: %s', (type, action, extra_data, name, sentence) => {
  expect(facts(type, action, extra_data, name)).toBe(sentence);
});

test.each([
  [{ before: [], after: [{}] }, 'Added a line to invoice "X"'],
  [{ before: [{}], after: [], before_left_out: 2 }, 'Removed 3 lines from invoice "X"'],
  [{ before: [{}, {}], after: [{}] }, 'Changed 2 lines of invoice "X"'],
  [{ before: [], after: [], after_left_out: '9' }, 'Updated invoice "X"'],
])('a change of lines %j is said: %s', (lines, sentence) => {
  const sums = { line_count: { before: 1, after: 2 }, total_cents: { before: 1, after: 2 } };
  expect(facts('invoice', 'updated', { changes: { lines, ...sums } })).toBe(sentence);
  const more = { lines, notes: { before: '', after: 'x' } };
  expect(facts('invoice', 'updated', { changes: more })).toBe('Updated invoice "X"');
});

test.each([
  [{ before: 1, after: null, before_name: 'Shop' }, 'Moved task "X" out of project "Shop"'],
  [{ before: null, after: 2, after_name: 'Blog' }, 'Moved task "X" into project "Blog"'],
  [{ before: null, after: 2 }, 'Updated task "X"'],
  [{ before: 1, after: 2, before_name: 'Shop', after_name: 'Blog' }, 'Updated task "X"'],
])('a change of project %j is said as one project sees it: %s', (project_id, sentence) => {
  expect(facts('task', 'updated', { changes: { project_id } })).toBe(sentence);
});

test('what somebody has posted makes no sentence that is too long to be stored', () => {
  const long = '🔥'.repeat(4_000);
  for (const type of entityTypes)
    for (const action of entityDefinition(type).actions) {
      const changes = {
        role: { before: long, after: long },
        project_id: { before: null, after: 1, after_name: long },
      };
      const extra_data = { ...Object.fromEntries(saidKeys.map((key) => [key, long])), changes };
      const sentence = facts(type, action, extra_data, 'n'.repeat(500));
      expect(sentence.length).toBeLessThan(1_500);
      expect(sentence.isWellFormed()).toBe(true);
    }
});

import { activity } from '@timetracker/shared';
import { expect, test } from 'vitest';
import { exampleActivity } from '../activity/data/example-activity.ts';
import { readActivity } from './read-activity.ts';

test('reads what the contract describes', () => {
  const example = activity.parse(exampleActivity());
  expect(readActivity(JSON.stringify(example))).toEqual(example);
});

test.each([
  ['broken JSON', '{'],
  ['no object', '[1]'],
  ['null', 'null'],
  ['an action of a newer version', JSON.stringify({ ...exampleActivity(), action: 'teleported' })],
  ['a type of a newer version', JSON.stringify({ ...exampleActivity(), entity_type: 'spaceship' })],
  ['no time', JSON.stringify({ ...exampleActivity(), created_at: 'soon' })],
])('leaves out %s', (_, json) => {
  expect(readActivity(json)).toBeUndefined();
});

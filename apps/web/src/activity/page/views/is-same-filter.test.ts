import { expect, test } from 'vitest';
import { isSameFilter } from './is-same-filter.ts';

test('filters are the same whatever the order of what they say', () => {
  expect(
    isSameFilter({ entity_type: ['task', 'project'], q: 'x' }, { q: 'x', entity_type: ['project', 'task'] }),
  ).toBe(true);
  expect(isSameFilter({}, {})).toBe(true);
  expect(isSameFilter({ q: 'x' }, { q: 'y' })).toBe(false);
  expect(isSameFilter({ q: 'x' }, { q: 'x', days: 7 })).toBe(false);
});

import { expect, test } from 'vitest';
import { exampleActivity } from './example-activity.ts';
import { inScope, scopeInput, scopeOf } from './feed-scope.ts';

const task = exampleActivity({ entity_type: 'task', entity_id: 7, project_id: 42 });

test('a feed of everything takes everything', () => {
  expect(inScope(scopeOf('all'))(task)).toBe(true);
  expect(scopeInput(scopeOf('all'))).toEqual({});
});

test.each([
  [{ project_id: 42 }, true],
  [{ project_id: 41 }, false],
  [{ entity_type: 'task' }, true],
  [{ entity_type: 'project' }, false],
  [{ entity_type: 'task', entity_id: 7 }, true],
  [{ entity_type: 'task', entity_id: 8 }, false],
  [{ entity_type: 'project', entity_id: 7 }, false],
] as const)('%j takes task 7 of project 42: %s', (scope, expected) => {
  expect(inScope(scope)(task)).toBe(expected);
});

test('an entity is asked for by its type and number', () => {
  expect(scopeInput({ entity_type: 'task', entity_id: 7 })).toEqual({ entity_type: ['task'], entity_id: 7 });
});

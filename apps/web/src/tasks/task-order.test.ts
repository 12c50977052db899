import { expect, test } from 'vitest';
import { exampleTask } from './example-task.ts';
import { filterTasks } from './project-tasks.tsx';
import { sortTasks } from './task-order.ts';

const tasks = [
  exampleTask({
    id: 1,
    name: 'Write',
    priority: 'low',
    due_date: '2026-12-01',
    assignee_id: 7,
    assignee_name: 'Mia',
  }),
  exampleTask({ id: 2, name: 'Audit', priority: 'urgent', status: 'done' }),
  exampleTask({ id: 3, name: 'Paint', due_date: '2026-11-01', assignee_id: 8, assignee_name: 'Ada' }),
  exampleTask({ id: 4, name: 'Sweep', due_date: '2026-12-01' }),
];
const ids = (list: typeof tasks) => list.map(({ id }) => id);

test('as usual, the most pressing comes first, then what is due first', () => {
  expect(ids(sortTasks(tasks))).toEqual([2, 3, 4, 1]);
});

test.each([
  ['name', [2, 3, 4, 1]],
  ['status', [3, 4, 1, 2]],
  ['priority', [2, 3, 4, 1]],
  ['assignee', [3, 1, 2, 4]],
  ['due', [3, 4, 1, 2]],
] as const)('sorted by %s', (key, order) => {
  expect(ids(sortTasks(tasks, key))).toEqual(order);
});

test('the other way round, equals stay as usual', () => {
  expect(ids(sortTasks(tasks, 'due', true))).toEqual([2, 4, 1, 3]);
});

test('tasks are narrowed to a person, to oneself, to nobody, and to a part of the name', () => {
  expect(ids(filterTasks(tasks, { assignee: 8 }, 7))).toEqual([3]);
  expect(ids(filterTasks(tasks, { assignee: 'me' }, 7))).toEqual([1]);
  expect(ids(filterTasks(tasks, { assignee: 'nobody', q: ' sw' }, 7))).toEqual([4]);
  expect(ids(filterTasks(tasks, {}, 7))).toEqual([1, 2, 3, 4]);
});

import { expect, test } from 'vitest';
import { exampleActivity } from './example-activity.ts';
import { withoutEchoes } from './without-echoes.ts';

const written = exampleActivity({ id: 1, entity_type: 'comment', entity_id: 7, action: 'created' });
const commented = exampleActivity({
  id: 2,
  entity_type: 'task',
  entity_id: 3,
  action: 'commented',
  extra_data: { changes: { comments: { before: null, after: 7 } } },
});
const ids = (activities: { id: number }[]) => activities.map(({ id }) => id);

test('a comment is told once, of its task', () => {
  expect(ids(withoutEchoes([commented, written]))).toEqual([2]);
});

test('where only comments are asked for, they are told themselves', () => {
  expect(ids(withoutEchoes([written]))).toEqual([1]);
});

test('nothing else is left out: changes of the comment, other comments, what others posted', () => {
  const changed = { ...written, id: 3, action: 'updated' as const };
  const other = { ...written, id: 4, entity_id: 8 };
  const posted = { ...commented, id: 5, extra_data: {} };
  expect(ids(withoutEchoes([posted, changed, other, commented]))).toEqual([5, 3, 4, 2]);
});

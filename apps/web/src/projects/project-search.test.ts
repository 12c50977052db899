import { expect, test } from 'vitest';
import { readProjectSearch } from './project-search.ts';

test('an address says which tab, view, tasks and order', () => {
  const search = { tab: 'time', view: 'list', assignee: 7, q: 'sign', sort: 'due', descending: true, new: 1 };
  expect(readProjectSearch(search)).toEqual(search);
  expect(readProjectSearch({ assignee: 'me' })).toEqual({ assignee: 'me' });
});

test('digits that are looked for are text', () => {
  expect(readProjectSearch({ q: 404 })).toEqual({ q: '404' });
});

test('what is as usual, or makes no sense, is left out', () => {
  const search = {
    tab: 'tasks',
    view: 'board',
    assignee: 'them',
    q: '',
    sort: 'size',
    descending: 'yes',
    new: 2,
  };
  expect(readProjectSearch(search)).toEqual({});
});

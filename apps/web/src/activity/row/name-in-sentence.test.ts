import { expect, test } from 'vitest';
import { nameIn } from './name-in-sentence.ts';

test.each([
  ['Created task "task"', 'task', ['Created task "', 'task', '"']],
  ['Aufgabe „Logo“ erstellt', 'Logo', ['Aufgabe „', 'Logo', '“ erstellt']],
  ['Deployed Logo to production', 'Logo', ['Deployed ', 'Logo', ' to production']],
  ['Deployed', 'Logo', undefined],
  ['Created task', null, undefined],
  ['Created task ""', '', undefined],
])('%s names %s', (sentence, name, expected) => {
  expect(nameIn(sentence, name)).toEqual(expected);
});

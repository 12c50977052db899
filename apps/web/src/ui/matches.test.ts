import { expect, test } from 'vitest';
import { matches } from './matches.ts';

test.each([
  ['', 'New project', true],
  ['  ', 'New project', true],
  ['proj', 'New project', true],
  ['PROJECT new', 'New project', true],
  ['uber', 'Übersicht', true],
  ['Ü', 'Ubersicht', true],
  ['project old', 'New project', false],
  ['newproject', 'New project', false],
])('“%s” finds “%s”: %s', (query, text, expected) => {
  expect(matches(query)(text)).toBe(expected);
});

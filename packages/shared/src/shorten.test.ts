import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

test.each([
  ['', 3, ''],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['😀😀😀', 3, '😀😀😀'],
  ['😀😀😀😀', 3, '😀😀…'],
  ['x'.repeat(1_000_000), 4, 'xxx…'],
])('%# is cut between characters', (text, most, short) => {
  expect(shorten(text, most)).toBe(short);
});

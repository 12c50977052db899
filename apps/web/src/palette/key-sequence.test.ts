import { expect, test } from 'vitest';
import { nextKey } from './key-sequence.ts';

const known = ['?', 'c', 'g d', 'g p'];

/** The shortcuts that a row of keys completes. */
function typing(keys: string): string[] {
  const completed: string[] = [];
  let pending = '';
  for (const key of keys.split(' ')) {
    const step = nextKey(known, pending, key);
    pending = step.pending;
    if (step.complete) completed.push(step.complete);
  }
  return completed;
}

test.each([
  ['c', ['c']],
  ['g d', ['g d']],
  ['g d g p', ['g d', 'g p']],
  ['d', []],
  ['g x', []],
  ['g x d', []],
  ['g g d', ['g d']],
  ['g c', ['c']],
  ['x ?', ['?']],
])('%s', (keys, completed) => {
  expect(typing(keys)).toEqual(completed);
});

import { describe, expect, test } from 'vitest';
import { lengthOf } from './contracts/text-length.ts';
import { beginningOf, excerpt, firstCharacter } from './excerpt.ts';

const family = '👨‍👩‍👧‍👦';
const decomposed = 'e\u0301';

describe('a text is cut between characters as people see them', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one two', 5, 'one t'],
    ['ab🔥cd', 2, 'ab'],
    ['ab🔥cd', 3, 'ab🔥'],
    [`a${family}b`, 5, 'a'],
    [`a${family}b`, 8, `a${family}`],
    ['a👍🏽b', 2, 'a'],
    ['a🇩🇪🇫🇷', 3, 'a🇩🇪'],
    ['a🇩🇪🇫🇷', 4, 'a🇩🇪'],
    [`caf${decomposed}s`, 4, 'caf'],
    ['नमस्ते', 3, 'नम'],
    ['a\r\nb', 2, 'a'],
  ])('%j within %d: %j', (text, most, expected) => {
    expect(beginningOf(text, most)).toBe(expected);
  });

  test('one that is longer than the room there is, is cut between code points', () => {
    const stacked = `o${'\u0308'.repeat(50)}`;
    expect(beginningOf(stacked, 10)).toBe(stacked.slice(0, 10));
    expect(beginningOf(family, 1)).toBe('👨');
  });

  test('wherever it is cut, nothing is replaced', () => {
    const text = `x${family}👍🏽🇩🇪${decomposed}`.repeat(20);
    for (let most = 0; most <= text.length; most += 1) {
      const cut = beginningOf(text, most);
      expect(cut.isWellFormed()).toBe(true);
      expect(lengthOf(cut)).toBeLessThanOrEqual(most);
      expect(text.startsWith(cut)).toBe(true);
    }
  });
});

test('an excerpt says where something is left out', () => {
  expect(excerpt('all of it', 9)).toBe('all of it');
  expect(excerpt(`almost${family}`, 12)).toBe('almost…');
});

test('the first character of a text is whole', () => {
  expect([`${family} Family`, 'Mia', ''].map(firstCharacter)).toEqual([family, 'M', '']);
});

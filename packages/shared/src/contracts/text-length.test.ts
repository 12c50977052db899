import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { firstCharacters, lengthOf, unitsFor } from './text-length.ts';
import { createKeyInput, password } from './user.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

test('zod counts the same characters', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (text, most) => {
      expect(z.string().max(most).safeParse(text).success).toBe(lengthOf(text) <= most);
      expect(z.string().min(most).safeParse(text).success).toBe(lengthOf(text) >= most);
      expect(text.length).toBeLessThanOrEqual(unitsFor(lengthOf(text)));
    }),
  );
});

test('the first characters are a beginning of the text, with no character cut in two', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (text, most) => {
      const cut = firstCharacters(text, most);
      expect(text.startsWith(cut)).toBe(true);
      expect(lengthOf(cut)).toBe(Math.min(most, lengthOf(text)));
      expect(cut.isWellFormed()).toBe(true);
    }),
  );
});

test('an emoji counts as one character in a password and in the name of a key', () => {
  expect(password.safeParse('🔑'.repeat(128)).success).toBe(true);
  expect(password.safeParse('🔑'.repeat(129)).success).toBe(false);
  expect(password.safeParse('🔑'.repeat(7)).success).toBe(false);
  const key = (name: string) => createKeyInput.safeParse({ user_id: 1, name, scopes: ['activity:read'] });
  expect(key('🔑'.repeat(32)).success).toBe(true);
  expect(key('🔑'.repeat(33)).success).toBe(false);
});

import { expect, test } from 'vitest';
import { wantsDemo } from './wants-demo.ts';

const DATABASE_URL = 'postgres://localhost/tracker';

test('the embedded database gets a demo unless it is declined', () => {
  expect(wantsDemo({})).toBe(true);
  expect(wantsDemo({ DEMO: true })).toBe(true);
  expect(wantsDemo({ DEMO: false })).toBe(false);
});

test('a database that somebody brings gets one only when asked for', () => {
  expect(wantsDemo({ DATABASE_URL })).toBe(false);
  expect(wantsDemo({ DATABASE_URL, DEMO: true })).toBe(true);
  expect(wantsDemo({ DATABASE_URL, DEMO: false })).toBe(false);
});

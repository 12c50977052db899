import { expect, test } from 'vitest';
import { safeTarget } from './sign-in-target.ts';

test('keeps a path of this site with its search', () => {
  expect(safeTarget('/projects?archived=true')).toBe('/projects?archived=true');
});

test.each([undefined, 42, '', 'projects', 'https://evil.example', '//evil.example', '/\\evil.example'])(
  'goes home instead of %s',
  (target) => {
    expect(safeTarget(target)).toBe('/');
  },
);

test('never returns to the sign-in page itself', () => {
  expect(safeTarget('/sign-in?target=/users')).toBe('/');
});

import { expect, test } from 'vitest';
import { PostingCache } from './posting-cache.ts';

const places = (count: number) => ({ form: 'list' as const, numbers: new Uint16Array(count) });

test('what was used least lately makes room for what is new', () => {
  const cache = new PostingCache(3_000);
  for (const term of ['first', 'second']) cache.keep(term, 0, { version: 1, places: places(500) });
  expect(cache.of('first')?.get(0)?.places?.numbers).toHaveLength(500);
  cache.keep('third', 0, { version: 1, places: places(500) });
  expect(cache.of('second')).toBeUndefined();
  expect(cache.of('first')).toBeDefined();
  expect(cache.of('third')).toBeDefined();
  expect(cache.bytes).toBeLessThanOrEqual(3_000);
});

test('what is known anew takes the place of what was known', () => {
  const cache = new PostingCache(3_000);
  for (let version = 0; version < 10; version += 1)
    cache.keep('term', 3, { version, places: version < 9 ? places(500) : undefined });
  expect([...(cache.of('term') ?? [])]).toEqual([[3, { version: 9, places: undefined }]]);
  expect(cache.bytes).toBeLessThan(200);
});

test('more than there is room for is not kept', () => {
  const cache = new PostingCache(3_000);
  cache.keep('term', 0, { version: 1, places: places(5_000) });
  expect(cache.of('term')).toBeUndefined();
  expect(cache.bytes).toBe(0);
});

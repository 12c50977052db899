import { expect, test } from 'vitest';
import { measureJson } from './json-structure.ts';
import { jsonWeight } from './json-weight.ts';

const unlimited = { depth: 200, keys: 1e9, parts: 1e9, memory: 1e12 };
const measure = (json: string, limits: Partial<typeof unlimited> = {}) =>
  measureJson(new TextEncoder().encode(json), { ...unlimited, ...limits });
const { container, key, text, scalar } = jsonWeight;

test.each([
  ['{}', 1, container],
  [' [ { } , [ ] ] ', 3, 3 * container],
  ['{"ab":1}', 4, container + key + 3 + scalar],
  ['["ab"]', 2, container + text + 3],
  ['[-1.5e+10,1E5,true,false,null]', 6, container + 5 * scalar],
  [String.raw`["a\"]}:\\","\\\""]`, 3, container + 2 * text + 14],
  ['["{[:,1"]', 2, container + text + 6],
])('%s has %i parts', (json, parts, memory) => {
  expect(measure(json)).toEqual({ parts, memory });
});

test('measuring stops at the first limit that is not kept, and names it', () => {
  expect(measure('['.repeat(100), { depth: 100 }).excess).toBeUndefined();
  expect(measure('['.repeat(101), { depth: 100 }).excess).toBe('depth');
  expect(measure(`[${'{},'.repeat(1_000_000)}`, { parts: 10 })).toMatchObject({ excess: 'parts', parts: 11 });
  expect(measure(`[${'{},'.repeat(1_000_000)}`, { memory: 640 })).toMatchObject({
    excess: 'memory',
    parts: 11,
  });
});

test('names are counted in each object on its own', () => {
  const wide = (names: number) =>
    `{${Array.from({ length: names }, (_, index) => `"k${index}":{"a":1}`).join()}}`;
  expect(measure(wide(5), { keys: 5 }).excess).toBeUndefined();
  expect(measure(`[${wide(5)},${wide(5)}]`, { keys: 5 }).excess).toBeUndefined();
  expect(measure(wide(6), { keys: 5 }).excess).toBe('keys');
});

test('whatever is no JSON is measured to its end without an error', () => {
  for (const broken of ['', '"', '"\\', ']]]', '}{', ':::', '[1,', '"\\u12', 'nul', '-'])
    expect(measure(broken).excess).toBeUndefined();
});

test('the measure is about what reading takes, or more', () => {
  // Objects of one kind are the dearest for their length: 8 MiB of them were measured to take 171 MiB.
  const json = `[${Array.from({ length: 1_000 }, () => '{}').join()}]`;
  expect(measure(json).memory).toBe(64 * 1_001);
});

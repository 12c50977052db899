import { expect, test } from 'vitest';
import { isLong, jsonInSlices } from './json-in-slices.ts';

const textOf = async (answer: object) => {
  const pieces: string[] = [];
  for await (const piece of jsonInSlices(answer)) pieces.push(piece);
  return { text: pieces.join(''), longest: Math.max(...pieces.map(({ length }) => length)) };
};

test.each([
  {},
  { a: undefined },
  { a: undefined, 'b"': [1, undefined, null], at: new Date(0) },
  { list: Array.from({ length: 2_000 }, (_, id) => ({ id, at: new Date(id) })), empty: [] },
  { list: Array.from({ length: 2_001 }, () => [undefined]), more: { x: 1 } },
])('an answer in pieces is the same text', async (answer) => {
  expect((await textOf(answer)).text).toBe(JSON.stringify(answer));
});

test('no piece of a long answer is long', async () => {
  const answer = { list: Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'x'.repeat(100) })) };
  expect(isLong(answer)).toBe(true);
  expect(isLong({ list: answer.list.slice(0, 1_000) })).toBe(false);
  expect((await textOf(answer)).longest).toBeLessThan(200_000);
});

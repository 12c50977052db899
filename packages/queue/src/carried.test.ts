import { expect, test } from 'vitest';
import { type Carried, carriedBy, partsOf, SMALL } from './carried.ts';

const padding = 'x'.repeat(SMALL);
const partsIn = (carried: Carried) => {
  if (carried.kind !== 'events') throw new Error('it was read');
  return [...partsOf(carried)].map((part) =>
    'tooBig' in part ? part.tooBig.length : part.read().map((event) => (event as { id: number }).id),
  );
};

test('what a small job carries is read at once, whatever it is', () => {
  expect(carriedBy('{"events":[1]}')).toEqual({ kind: 'read', payload: { events: [1] } });
  expect(carriedBy('{}')).toEqual({ kind: 'read', payload: {} });
});

test('the events of a big one are read in parts, and what is too big is not read', () => {
  const event = (id: number, length: number) => ({ id, note: 'x'.repeat(length) });
  const events = [event(1, SMALL), event(2, 10), event(3, 300_000), event(4, 10)];
  expect(partsIn(carriedBy(JSON.stringify({ events })))).toEqual([
    [1, 2],
    JSON.stringify(events[2]).length,
    [4],
  ]);
});

test('a part is bounded in memory and in events', () => {
  const empty = (id: number) => ({ id, a: Array.from({ length: 50_000 }, () => ({})) });
  expect(partsIn(carriedBy(JSON.stringify({ events: [1, 2, 3].map(empty) })))).toEqual([[1, 2], [3]]);
  const many = Array.from({ length: 2_500 }, (_, id) => ({ id, note: 'a text of some length' }));
  expect(
    partsIn(carriedBy(JSON.stringify({ events: many }))).map((part) => (part as number[]).length),
  ).toEqual([1_000, 1_000, 500]);
});

test('a big one without events carries nothing that anybody reads', () => {
  expect(carriedBy(JSON.stringify({ note: padding }))).toEqual({ kind: 'read', payload: undefined });
});

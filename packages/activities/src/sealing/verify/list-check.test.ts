import { leafHash, rootOf } from '@timetracker/log';
import { expect, test } from 'vitest';
import type { Claim } from './claims.ts';
import { createListCheck, type ListEntry } from './list-check.ts';

const entries: ListEntry[] = [
  { first: 2, last: 3, text: '2-3' },
  { first: 7, last: 7, text: '7-7' },
];
const rootOver = (...texts: string[]) => rootOf(texts.map((text) => leafHash(text)));
const scope = 'purge 1';
const begun = { id: 11, scope, recorded_at: '2026-03-01T12:00:00.000Z', last_id: 9 };
const one = { id: 12, scope, after: 0, through: 4, count: 2, root: rootOver('2-3') };
const two = { id: 15, scope, after: 4, through: 9, count: 1, root: rootOver('7-7') };
const ended = { id: 16, scope, count: 3, root: rootOver('2-3', '7-7') };
const whole: Claim = { begun, steps: [one, two], ended };

function check(claim: Claim | undefined, list = entries): void {
  const { add, finish } = createListCheck('purge 1', claim);
  for (const entry of list) add(entry);
  finish();
}

test('a list that its steps vouch for is sound, ended or open', () => {
  check(whole);
  check({ begun, steps: [one, two] });
  check({ ...whole, steps: [{ ...one, after: 1, through: 3 }, two] });
});

test('an erasure goes on to what was stored while it ran, and not to what came after its step', () => {
  const late = { first: 13, last: 13, text: '13-13' };
  const step = { id: 15, scope, after: 9, through: 14, count: 1, root: rootOver('13-13') };
  const erasure = { begun: { ...begun, goes_on: true }, steps: [one, { ...two, id: 13 }, step] };
  check(erasure, [...entries, late]);
  const tooFar = { ...erasure, steps: [one, { ...two, id: 13 }, { ...step, through: 15 }] };
  expect(() => check(tooFar, [...entries, late])).toThrow(/cannot have taken/);
});

test.each<[string, Claim | undefined, RegExp]>([
  ['nobody began', undefined, /anybody began/],
  ['nobody began, and that ended', { steps: [], ended }, /anybody began/],
  ['has an entry of no step', { begun, steps: [one] }, /no activity says that it did/],
  ['has an entry across two steps', { begun, steps: [{ ...one, through: 2 }, two] }, /no activity says/],
  ['lacks what a step took', { begun, steps: [one, { ...two, count: 2 }] }, /activity 15 vouches/],
  [
    'has a made-up step before a true one',
    { begun, steps: [{ ...one, through: 5 }, two] },
    /cannot have taken/,
  ],
  [
    'has a step beyond what was announced',
    { begun, steps: [one, { ...two, through: 10 }] },
    /cannot have taken/,
  ],
  ['has a step about something else', { begun, steps: [one, { ...two, scope: 'all' }] }, /another scope/],
  ['ends about something else', { ...whole, ended: { ...ended, scope: 'all' } }, /another scope/],
  ['ends with another number', { ...whole, ended: { ...ended, count: 4 } }, /activity 16 vouches/],
  ['announced more than there was', { ...whole, begun: { ...begun, last_id: 11 } }, /announces more/],
])('one that %s is not', (_, claim, message) => {
  expect(() => check(claim)).toThrow(message);
});

test('before steps were told, the end alone vouched', () => {
  const { last_id: _, ...told } = begun;
  check({ begun: told, steps: [] });
  check({ begun: told, steps: [], ended: { ...ended, count: undefined } });
  expect(() => check({ begun: told, steps: [], ended: { ...ended, root: rootOver('2-3') } })).toThrow(
    /vouches/,
  );
});

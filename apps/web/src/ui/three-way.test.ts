import { expect, test } from 'vitest';
import { changesSince, contestedFields } from './three-way.ts';

const base = { name: 'Fix sign-in', description: '', rate: null as number | null };

test('only what differs from the beginning is a change', () => {
  expect(changesSince(base, { ...base, name: 'Fix sign-out' })).toEqual({ name: 'Fix sign-out' });
  expect(changesSince(base, { ...base })).toEqual({});
});

test('what each changed alone, and what both changed to the same, needs no decision', () => {
  const mine = { ...base, name: 'Mine', rate: 5 };
  const theirs = { ...base, description: 'Theirs', rate: 5 };
  expect(contestedFields(base, mine, theirs)).toEqual([]);
});

test('what both changed differently does', () => {
  const mine = { ...base, name: 'Mine', description: 'Mine' };
  expect(contestedFields(base, mine, { ...base, name: 'Theirs' })).toEqual(['name']);
});

test('a list that says the same is no change, one that does not is', () => {
  const invoice = { lines: [{ description: 'Design' }] };
  expect(changesSince(invoice, { lines: [{ description: 'Design' }] })).toEqual({});
  const mine = { lines: [{ description: 'Mine' }] };
  expect(contestedFields(invoice, mine, { lines: [{ description: 'Design' }] })).toEqual([]);
  expect(contestedFields(invoice, mine, { lines: [] })).toEqual(['lines']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addPlaces,
  BLOCK_SIZE,
  blockOf,
  condense,
  countPlaces,
  idAt,
  keepCommon,
  listPlaces,
  noPlaces,
  placeOf,
  placesIn,
  readPlaces,
  removeAll,
  removePlaces,
  setBit,
} from './places.ts';

const place = fc.oneof(
  fc.integer({ min: 0, max: BLOCK_SIZE - 1 }),
  fc.constantFrom(0, 31, 32, BLOCK_SIZE - 32, BLOCK_SIZE - 1),
);
const places = fc.uniqueArray(place, { maxLength: 300 }).map((some) => some.sort((a, b) => a - b));
const bitsOf = (some: readonly number[]) => {
  const bits = noPlaces();
  for (const one of some) setBit(bits, one);
  return bits;
};

test('an id is a place of a block and back again, on both sides of every edge', () => {
  for (const id of [1, 2, BLOCK_SIZE, BLOCK_SIZE + 1, 2 * BLOCK_SIZE, 10_000_000])
    expect(idAt(blockOf(id), placeOf(id))).toBe(id);
  expect([blockOf(BLOCK_SIZE), blockOf(BLOCK_SIZE + 1)]).toEqual([0, 1]);
});

test('sets of bits count, list, cut and combine as sets of numbers do', () => {
  fc.assert(
    fc.property(places, places, place, place, (some, others, one, another) => {
      const [from, to] = one < another ? [one, another] : [another, one];
      const within = (value: number) => value >= from && value < to;
      const bits = bitsOf(some);
      expect(placesIn(bits)).toEqual(some);
      expect(placesIn(bits, from, to)).toEqual(some.filter(within));
      expect(countPlaces(bits, from, to)).toBe(some.filter(within).length);
      const common = bitsOf(some);
      keepCommon(common, bitsOf(others));
      expect(placesIn(common)).toEqual(some.filter((value) => others.includes(value)));
      const rest = bitsOf(some);
      removeAll(rest, bitsOf(others));
      expect(placesIn(rest)).toEqual(some.filter((value) => !others.includes(value)));
      removePlaces(bits, from, to);
      expect(placesIn(bits)).toEqual(some.filter((value) => !within(value)));
    }),
  );
});

test('what is kept is read again, continued or condensed, many or few', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 40 }), (some, step) => {
      const middle = Math.floor(some.length / 2);
      const continued = Buffer.concat([listPlaces(some.slice(0, middle)), listPlaces(some.slice(middle))]);
      const listed = noPlaces();
      addPlaces(listed, readPlaces(condense(continued, some.length), some.length));
      expect(placesIn(listed)).toEqual(some);
      const many = Array.from({ length: Math.floor(BLOCK_SIZE / step) }, (_, index) => index * step);
      const kept = condense(listPlaces(many), many.length);
      expect(kept.length).toBe(Math.min(2 * many.length, BLOCK_SIZE / 8));
      const read = noPlaces();
      addPlaces(read, readPlaces(kept, many.length));
      expect(placesIn(read)).toEqual(many);
    }),
    { numRuns: 50 },
  );
});

/** How many activities a block of the search index has, by id: as many as two bytes can tell apart. */
export const BLOCK_SIZE = 65_536;

/** Ids begin with 1. */
export const blockOf = (id: number): number => Math.floor((id - 1) / BLOCK_SIZE);
export const placeOf = (id: number): number => (id - 1) % BLOCK_SIZE;
export const idAt = (block: number, place: number): number => block * BLOCK_SIZE + place + 1;

const WORD_BITS = 32;
const BYTES_OF_BITS = BLOCK_SIZE / 8;
const BYTES_OF_PLACE = 2;

/** A set of places of a block: a bit for each. */
export type Bits = Uint32Array;

export const noPlaces = (): Bits => new Uint32Array(BLOCK_SIZE / WORD_BITS);

/** Puts a place into a set. */
export const setBit = (bits: Bits, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
};

/**
 * Places as they are kept, ascending: two bytes each, the lower one first; or all bits of the block, where that is
 * shorter. A list can be continued by appending another.
 */
export function listPlaces(places: readonly number[]): Buffer {
  const list = Uint16Array.from(places);
  return Buffer.from(list.buffer, list.byteOffset, list.byteLength);
}

/** How many places a list may have before the bits are shorter. */
export const MOST_LISTED = BYTES_OF_BITS / BYTES_OF_PLACE;

/** A list in the shorter form. */
export function condense(kept: Buffer, count: number): Buffer {
  if (count <= MOST_LISTED) return kept;
  const bits = noPlaces();
  addPlaces(bits, readPlaces(kept, count));
  return Buffer.from(bits.buffer, bits.byteOffset, bits.byteLength);
}

/** The places of a block as they are kept, as numbers: a list of places, or a bit for each. */
export type Places = { form: 'list'; numbers: Uint16Array } | { form: 'bits'; numbers: Bits };

/** @param count how many they are, which tells the form */
export function readPlaces(kept: Buffer, count: number): Places {
  // A copy lies where numbers may, and does not hold more memory than it has.
  const { buffer } = Uint8Array.from(kept);
  return kept.length === count * BYTES_OF_PLACE
    ? { form: 'list', numbers: new Uint16Array(buffer) }
    : { form: 'bits', numbers: new Uint32Array(buffer) };
}

/** Adds places to a set. */
export function addPlaces(bits: Bits, places: Places): void {
  if (places.form === 'list') for (const place of places.numbers) setBit(bits, place);
  else
    for (let index = 0; index < bits.length; index += 1)
      bits[index] = (bits[index] ?? 0) | (places.numbers[index] ?? 0);
}

/** Keeps what another set has as well. */
export function keepCommon(bits: Bits, other: Bits): void {
  for (let index = 0; index < bits.length; index += 1) bits[index] = (bits[index] ?? 0) & (other[index] ?? 0);
}

/** Removes what another set has. */
export function removeAll(bits: Bits, other: Bits): void {
  for (let index = 0; index < bits.length; index += 1)
    bits[index] = (bits[index] ?? 0) & ~(other[index] ?? 0);
}

// The bits of a word, added up in pairs, fours and so on, all at once.
function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The part of a word of the set that lies from one place up to, not including, another. */
function wordWithin(bits: Bits, index: number, from: number, to: number): number {
  let word = bits[index] ?? 0;
  const start = index * WORD_BITS;
  if (from > start) word &= -1 << (from - start);
  if (to < start + WORD_BITS) word &= ~(-1 << (to - start));
  return word;
}

/** How many places a set has from one place up to, not including, another. */
export function countPlaces(bits: Bits, from = 0, to = BLOCK_SIZE): number {
  if (from >= to) return 0;
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  let count = onesOf(wordWithin(bits, first, from, to));
  for (let index = first + 1; index < last; index += 1) count += onesOf(bits[index] ?? 0);
  if (last > first) count += onesOf(wordWithin(bits, last, from, to));
  return count;
}

/** Whether a set has any place. */
export function hasPlaces(bits: Bits): boolean {
  for (let index = 0; index < bits.length; index += 1) if (bits[index] !== 0) return true;
  return false;
}

/** The places of a set from one place up to, not including, another; ascending. */
export function placesIn(bits: Bits, from = 0, to = BLOCK_SIZE): number[] {
  const places: number[] = [];
  for (let index = from >>> 5; index * WORD_BITS < to; index += 1) {
    for (let word = wordWithin(bits, index, from, to); word !== 0; word &= word - 1)
      places.push(index * WORD_BITS + 31 - Math.clz32(word & -word));
  }
  return places;
}

/** Removes the places from one up to, not including, another. */
export function removePlaces(bits: Bits, from: number, to: number): void {
  for (let index = from >>> 5; index * WORD_BITS < to; index += 1)
    bits[index] = (bits[index] ?? 0) & ~wordWithin(bits, index, from, to);
}

import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

const WHOLE_RANGE = 2 ** 32;
const WORD_BYTES = 4;

/** Chances that fall the same way every time. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;
  readonly #words = new Uint32Array(WORD_BYTES);
  readonly #bytes = new Uint8Array(this.#words.buffer);

  /** @param subject what they decide, for example `person`, 3: each subject has chances of its own */
  constructor(...subject: readonly (string | number)[]) {
    const hash = new DataView(sha256(utf8ToBytes(subject.join('/'))).buffer);
    this.#generator = xoroshiro128plusFromState(
      [0, 1, 2, 3].map((word) => hash.getInt32(word * WORD_BYTES, true)),
    );
  }

  /** From 0 up to, but not including, 1. */
  unit(): number {
    return (this.#generator.next() >>> 0) / WHOLE_RANGE;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  /** True in `share` of all cases, from 0 to 1. */
  chance(share: number): boolean {
    return this.unit() < share;
  }

  /** One of several. @throws when there is none */
  pick<Value>(values: readonly Value[]): Value {
    return at(values, Math.floor(this.unit() * values.length));
  }

  /** One of several, the last ones more often. @throws when there is none */
  pickLate<Value>(values: readonly Value[]): Value {
    return at(values, values.length - 1 - Math.floor(this.unit() ** 2 * values.length));
  }

  /** From `least` to `most`, every order of magnitude between them as often as another. */
  spread(least: number, most: number): number {
    return least * (most / least) ** this.unit();
  }

  /** Sixteen bytes, good until the next call. */
  bytes(): Uint8Array {
    for (let word = 0; word < WORD_BYTES; word += 1) this.#words[word] = this.#generator.next();
    return this.#bytes;
  }
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error('There is nothing to pick from');
  return value;
}

import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chances that fall the same way every time. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  whole: (least: number, most: number) => number;
  /** True in `share` of all cases, from 0 to 1. */
  chance: (share: number) => boolean;
  /** One of several. @throws when there is none */
  pick: <Value>(values: readonly Value[]) => Value;
}

const FINE = 1_000_000;

/**
 * Chances of one subject. Each has its own, so that more of one thing does not change all others.
 * @param subject names it, for example `day`, `lena`, 3
 */
export function randomOf(...subject: readonly (string | number)[]): Random {
  const generator = xoroshiro128plus(createHash('sha256').update(subject.join('/')).digest().readInt32LE());
  const whole = (least: number, most: number) => uniformInt(generator, least, most);
  return {
    whole,
    chance: (share) => whole(1, FINE) <= share * FINE,
    pick: (values) => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new Error(`There is nothing to pick for ${subject.join(' ')}`);
      return value;
    },
  };
}

import type { Random } from '@timetracker/shared/random';

/** Draws one of several, each as often as its weight says. */
export class WeightedDraw<Value> {
  readonly #values: readonly Value[];
  readonly #upTo: Float64Array;
  /** Of all weights. */
  readonly total: number;

  /** @param weightOf at least 0, and more for one of them */
  constructor(values: readonly Value[], weightOf: (value: Value, index: number) => number) {
    this.#values = values;
    this.#upTo = new Float64Array(values.length);
    let total = 0;
    for (const [index, value] of values.entries()) {
      total += weightOf(value, index);
      this.#upTo[index] = total;
    }
    this.total = total;
  }

  /** @throws when there is nothing to draw */
  draw(random: Random): Value {
    const wanted = random.unit() * this.total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const value = this.#values[low];
    if (value === undefined) throw new Error('There is nothing to draw from');
    return value;
  }
}

/** The weights of a few that do much and many that do little (Zipf's law). @param place from 1 */
export const zipf = (place: number, exponent: number): number => place ** -exponent;

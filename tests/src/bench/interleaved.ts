/** What is timed; `turn` counts its calls, so that several contenders can be asked the same thing in the same turn. */
export type Contender = (turn: number) => Promise<unknown>;

export interface TurnOptions {
  turns: number;
  /** A contender that has taken this long altogether is not called again, once it had its fewest turns; ms. */
  patience_ms: number;
}

const WARM_UP = 2;
const FEWEST = 3;

/**
 * Calls the contenders in turns, after turns that do not count, and each turn begins with another one: what slows the
 * machine for a while slows all of them, and what one leaves behind is not always the same one's burden.
 * @returns the milliseconds of each contender's calls
 */
export async function interleaved<Name extends string>(
  contenders: Record<Name, Contender>,
  { turns, patience_ms }: TurnOptions,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  const spent = new Map<Name, number>();
  for (let turn = -WARM_UP; turn < turns; turn += 1) {
    for (const name of rotated(names, turn + WARM_UP)) {
      const taken = spent.get(name) ?? 0;
      if (taken > patience_ms && (turn < 0 || times[name].length >= FEWEST)) continue;
      const begin = performance.now();
      await contenders[name](turn);
      const ms = performance.now() - begin;
      spent.set(name, taken + ms);
      if (turn >= 0) times[name].push(ms);
    }
  }
  return times;
}

/** The same values, beginning with another one each time. */
export function rotated<Value>(values: readonly Value[], by: number): Value[] {
  const first = by % Math.max(1, values.length);
  return [...values.slice(first), ...values.slice(0, first)];
}

/** Which values are meant: some, or all but some. */
export type OneOf<Value> = { in: readonly Value[] } | { not_in: readonly Value[] };

export const anyOf: OneOf<never> = { not_in: [] };

/** Whether every value is meant. */
export const isAny = (set: OneOf<unknown>): boolean => 'not_in' in set && set.not_in.length === 0;

/** Whether no value is meant. */
export const isNone = (set: OneOf<unknown>): boolean => 'in' in set && set.in.length === 0;

/** What both mean. */
export function both<Value>(left: OneOf<Value>, right: OneOf<Value>): OneOf<Value> {
  if ('in' in left) return { in: [...new Set(left.in)].filter((value) => means(right, value)) };
  if ('in' in right) return both(right, left);
  return { not_in: [...new Set([...left.not_in, ...right.not_in])] };
}

const means = <Value>(set: OneOf<Value>, value: Value): boolean =>
  'in' in set ? set.in.includes(value) : !set.not_in.includes(value);

/** What one means and a list of values does not have. */
export const without = <Value>(set: OneOf<Value>, values: readonly Value[]): OneOf<Value> =>
  both(set, { not_in: values });

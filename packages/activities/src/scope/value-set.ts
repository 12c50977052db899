/** Which values are meant: some, or all but some. */
export type ValueSet<Value> = { in: readonly Value[] } | { not_in: readonly Value[] };

export const anyOf: ValueSet<never> = { not_in: [] };

/** Whether every value is meant. */
export const isAny = (set: ValueSet<unknown>): boolean => 'not_in' in set && set.not_in.length === 0;

/** Whether no value is meant. */
export const isNone = (set: ValueSet<unknown>): boolean => 'in' in set && set.in.length === 0;

/** What both mean. */
export function both<Value>(left: ValueSet<Value>, right: ValueSet<Value>): ValueSet<Value> {
  if ('in' in left) return { in: [...new Set(left.in)].filter((value) => means(right, value)) };
  if ('in' in right) return both(right, left);
  return { not_in: [...new Set([...left.not_in, ...right.not_in])] };
}

const means = <Value>(set: ValueSet<Value>, value: Value): boolean =>
  'in' in set ? set.in.includes(value) : !set.not_in.includes(value);

/** What one means and a list of values does not have. */
export const without = <Value>(set: ValueSet<Value>, values: readonly Value[]): ValueSet<Value> =>
  both(set, { not_in: values });

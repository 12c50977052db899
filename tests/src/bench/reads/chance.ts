/** A number from 0 up to, not including, 1 that belongs to a turn: in one turn, everybody is asked the same. */
export function chance(turn: number, salt = 0): number {
  const mixed = Math.imul((turn + 101) ^ (salt * 0x9e3779b1), 0x85ebca6b);
  const hash = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of the values, chosen by the turn. */
export function pick<Value>(values: readonly Value[], turn: number, salt = 0): Value {
  const value = values[Math.floor(chance(turn, salt) * values.length)];
  if (value === undefined) throw new Error('There is nothing to choose from');
  return value;
}

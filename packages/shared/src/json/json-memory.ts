import { jsonWeight } from './json-weight.ts';

/**
 * What a value of JSON takes in memory, in bytes, by {@link jsonWeight}, here or where it is a text of PostgreSQL's. The value
 * is shallow.
 * @param enough where counting may end: what is more than that need not be known exactly
 */
export function jsonMemory(value: unknown, enough = Infinity): number {
  if (typeof value === 'string') return jsonWeight.text + value.length;
  if (typeof value === 'number') return jsonWeight.scalar + writtenDigits(value);
  if (value === null || typeof value !== 'object') return jsonWeight.scalar;
  let memory: number = jsonWeight.container;
  if (Array.isArray(value)) {
    for (const inner of value) {
      if (memory > enough) break;
      memory += jsonMemory(inner, enough - memory);
    }
    return memory;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (memory > enough) break;
    memory += jsonWeight.key + name.length + jsonMemory(inner, enough - memory);
  }
  return memory;
}

/** More digits than an exact whole number has, before or after the point, are written only where there is an exponent. */
const SHORT = 21;

/** Characters that PostgreSQL writes a number with, which knows no exponent: `1e300` has 301. Few count as none. */
function writtenDigits(value: number): number {
  const digits = value === 0 ? 0 : Math.abs(Math.log10(Math.abs(value)));
  return digits < SHORT ? 0 : Math.ceil(digits);
}

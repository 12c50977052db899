import { jsonWeight } from './json-weight.ts';

/**
 * What a value of JSON takes in memory, in bytes, by {@link jsonWeight}. The value is shallow.
 * @param enough where counting may end: what is more than that need not be known exactly
 */
export function jsonMemory(value: unknown, enough = Infinity): number {
  if (typeof value === 'string') return jsonWeight.text + value.length;
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

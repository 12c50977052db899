import { jsonWeight as weight } from './json-weight.ts';

/**
 * About how much memory many values of JSON take together, in bytes, by {@link jsonWeight}; they may be nested as deep as they
 * like. A name counts as a text: objects of one shape, as events are, share what else it takes.
 */
export function weightOf(value: unknown): number {
  let sum = 0;
  // Not by calling itself: nobody knows how deep it is.
  const open: unknown[] = [value];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part === 'string') sum += weight.text + part.length;
    else if (typeof part !== 'object' || part === null) sum += weight.scalar;
    else {
      sum += weight.container;
      if (Array.isArray(part)) for (const inner of part as unknown[]) open.push(inner);
      else
        for (const key of Object.keys(part)) {
          sum += weight.text + key.length;
          open.push((part as Record<string, unknown>)[key]);
        }
    }
  }
  return sum;
}

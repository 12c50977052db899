/** About what a value takes in memory, in bytes, besides what is in it. */
const weight = { container: 64, text: 24, scalar: 16 };

/**
 * About how much memory something takes that was read from JSON, in bytes. What it is as JSON says little of that: `{}` is 3
 * bytes in a list there, and 64 here.
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
        for (const [key, inner] of Object.entries(part)) {
          sum += weight.text + key.length;
          open.push(inner);
        }
    }
  }
  return sum;
}

import type { z } from 'zod';

const MOST_FIELDS = 3;

/** What is wrong with a row, in one line, a word on each field: `action has unknown action "create"; known: …`. */
export function reasonOf(error: z.ZodError, content: unknown): string {
  const said = new Map<string, string>();
  for (const { path, message, code } of error.issues) {
    const field = path.join('.');
    const isMissing = code !== 'custom' && valueAt(content, path) === undefined;
    // Whatever else is wrong with a field follows from the first.
    if (!said.has(field)) said.set(field, isMissing ? `${field} is missing` : `${field} ${message}`.trim());
  }
  return [...said.values()].slice(0, MOST_FIELDS).join('; ');
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

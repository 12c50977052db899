import { z } from 'zod';
import { isStorable } from './fields.ts';

/** Deeper ones are no data that anybody made on purpose, and overflow the stack of whoever looks into them. */
export const MAX_NESTING = 100;

type Json = z.core.util.JSONType;

/**
 * A JSON object as `JSON.parse` makes it, so that what it holds need not be told from what is no JSON: validating every
 * value again took more time than everything else about an event.
 */
export const jsonObject = z.record(z.string(), z.unknown(), 'must be an object') as z.ZodType<
  Record<string, Json>,
  Record<string, Json>
>;

/** Whether objects and lists in a value are nested no deeper than allowed. */
export function isShallow(value: unknown, deepest = MAX_NESTING): boolean {
  if (value === null || typeof value !== 'object') return true;
  return deepest > 0 && Object.values(value).every((inner) => isShallow(inner, deepest - 1));
}

/** Whether PostgreSQL can store every string and key in a value, which is shallow. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableJson(inner));
}

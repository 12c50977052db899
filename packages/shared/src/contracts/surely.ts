import { z } from 'zod';
import { isStorable } from './fields.ts';
import { MAX_NESTING } from './json-object.ts';

/*
 * Tests that only what a schema surely takes as it is passes; whatever does not pass is left to the schema, which decides
 * and has the words. They cost a tenth of it, and make nothing that has to be thrown away.
 */

const MAX_INTEGER = 2_147_483_647;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const INSTANT = z.core.regexes.datetime({ precision: 3 });

export const isSurelyId = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_INTEGER;

/** Not all that a text may be: it counts units of UTF-16, of which a character has one or more. */
export const isSurelyText = (value: unknown, min: number, max: number): value is string =>
  typeof value === 'string' && value.length >= min && value.length <= max && isStorable(value);

export const isSurelyUuid = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value);

export const isSurelyAddress = (value: unknown): value is string =>
  typeof value === 'string' && z.core.regexes.ipv4.test(value);

/** As everything is written here: UTC with milliseconds. */
export const isSurelyInstant = (value: unknown): value is string =>
  typeof value === 'string' && INSTANT.test(value);

/** An object as JSON.parse makes it. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of each part of JSON, so many that it has neither more bytes as text nor eight times as many in memory. */
const bound = { container: 8, key: 9, text: 3, number: 41, literal: 6, character: 6 } as const;

/**
 * At the least as many bytes as a value of JSON has as text, and an eighth of those that it takes in memory.
 * @returns Infinity where PostgreSQL could not store it, or it is nested too deep
 */
export function boundOfJson(value: unknown, deepest = MAX_NESTING): number {
  if (typeof value === 'string')
    return isStorable(value) ? bound.text + bound.character * value.length : Infinity;
  if (typeof value === 'number') return bound.number;
  if (typeof value !== 'object' || value === null) return bound.literal;
  if (deepest === 0) return Infinity;
  let sum: number = bound.container;
  if (Array.isArray(value)) {
    for (const inner of value) sum += boundOfJson(inner, deepest - 1);
    return sum;
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || !isStorable(key)) return Infinity;
    const inner = (value as Record<string, unknown>)[key];
    sum += bound.key + bound.character * key.length + boundOfJson(inner, deepest - 1);
  }
  return sum;
}

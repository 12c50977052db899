import { isDeepStrictEqual } from 'node:util';
import type { Changes } from '@timetracker/shared';
import type { EntityStates } from './entity-states.ts';

const asJson = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/**
 * The tracked fields that differ between two states of an entity.
 * @returns field → before and after, as JSON values; empty when nothing tracked differs
 */
export function changesBetween(tracked: readonly string[], { before, after }: EntityStates): Changes {
  const changes: Changes = {};
  for (const field of tracked) {
    const [old, now] = [asJson(before?.[field]), asJson(after?.[field])];
    if (!isDeepStrictEqual(old, now)) changes[field] = { before: old, after: now };
  }
  return changes;
}

/**
 * The half of changes that one project sees when a thing moves from one to another: the project that it leaves knows
 * what was, the one that it comes into what is, and neither anything of the other.
 */
export function halfOf(changes: Changes, side: 'before' | 'after'): Changes {
  const half: Changes = {};
  for (const [field, change] of Object.entries(changes)) {
    const value = change[side];
    const name = change[`${side}_name`];
    if (value === null) continue;
    half[field] = {
      before: null,
      after: null,
      [side]: value,
      ...(name !== undefined && { [`${side}_name`]: name }),
    };
  }
  return half;
}

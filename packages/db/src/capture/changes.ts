import { isDeepStrictEqual } from 'node:util';
import type { Changes, FieldChange } from '@timetracker/shared';
import type { EntityStates } from './entity-states.ts';

const asJson = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/** Fields that are told in another way than as a whole: what became of their value, undefined when nothing did. */
export type Tellings = Record<string, (before: unknown, after: unknown) => FieldChange | undefined>;

/**
 * The tracked fields that differ between two states of an entity.
 * @returns field → before and after, as JSON values; empty when nothing tracked differs
 */
export function changesBetween(
  tracked: readonly string[],
  { before, after }: EntityStates,
  tellings: Tellings = {},
): Changes {
  const changes: Changes = {};
  for (const field of tracked) {
    const [old, now] = [asJson(before?.[field]), asJson(after?.[field])];
    if (isDeepStrictEqual(old, now)) continue;
    const tell = tellings[field];
    const change = tell ? tell(old, now) : { before: old, after: now };
    if (change) changes[field] = change;
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
    const leftOut = change[`${side}_left_out`];
    if (value === null) continue;
    half[field] = {
      before: null,
      after: null,
      [side]: value,
      ...(name !== undefined && { [`${side}_name`]: name }),
      ...(leftOut !== undefined && { [`${side}_left_out`]: leftOut }),
    };
  }
  return half;
}

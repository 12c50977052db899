import type { Changes } from '@timetracker/shared';

const plain = (value: unknown): unknown => {
  if (value === undefined) return null;
  return value instanceof Date ? value.toISOString() : value;
};

/** Timestamps in a snapshot may be text; they are compared and shown as ISO 8601. */
const likewise = (value: unknown, other: unknown): unknown =>
  other instanceof Date && typeof value === 'string' ? new Date(value) : value;

/**
 * The tracked fields that differ between two states of an entity.
 * @param before null: the entity is new; `after` null: it is gone
 * @returns field → before and after, as JSON values; empty when nothing tracked differs
 */
export function changesBetween(
  tracked: readonly string[],
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Changes {
  const changes: Changes = {};
  for (const field of tracked) {
    const old = plain(likewise(before?.[field], after?.[field]));
    const now = plain(after?.[field]);
    if (old !== now) changes[field] = { before: old, after: now };
  }
  return changes;
}

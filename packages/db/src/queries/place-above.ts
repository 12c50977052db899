import type { ListActivitiesInput } from '@timetracker/shared';
import { decodeCursor, encodeCursor } from './cursor.ts';

const BEGINNING = new Date(0);

/**
 * Where a list without activities ends at its upper side, as a cursor: whatever comes to it, comes above.
 * @returns null for a page past the end, which has no place of its own
 */
export function placeAbove(input: Omit<ListActivitiesInput, 'limit'>): string | null {
  const { cursor, newer_than, page = 1, end_date } = input;
  if (newer_than) return newer_than;
  if (cursor) {
    const { created_at, id } = decodeCursor(cursor);
    return encodeCursor({ created_at, id: id - 1 });
  }
  if (page > 1) return null;
  return end_date
    ? encodeCursor({ created_at: end_date, id: Number.MAX_SAFE_INTEGER })
    : encodeCursor({ created_at: BEGINNING, id: 0 });
}

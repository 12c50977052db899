import type { ListActivitiesInput } from '@timetracker/shared';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** Above every id that was ever given. */
const ABOVE_ALL = 2 ** 52;

/** Where a list without activities ends at its upper side, as a cursor; null for one that nothing bounds. */
export function placeAbove(input: Omit<ListActivitiesInput, 'limit'>): string | null {
  const { cursor, newer_than, end_date } = input;
  if (newer_than) return newer_than;
  if (cursor) {
    const { created_at, id } = decodeCursor(cursor);
    return encodeCursor({ created_at, id: id - 1 });
  }
  return end_date ? encodeCursor({ created_at: end_date, id: ABOVE_ALL }) : null;
}

/** Where a list of newer activities that has none goes on downwards: with the one that it should have been newer than. */
export function placeBelow({ newer_than }: Pick<ListActivitiesInput, 'newer_than'>): string | null {
  if (!newer_than) return null;
  const { created_at, id } = decodeCursor(newer_than, 'newer_than');
  return encodeCursor({ created_at, id: id + 1 });
}

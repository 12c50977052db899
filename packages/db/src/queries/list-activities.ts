import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListActivitiesInput, ListActivitiesOutput } from '@timetracker/shared';
import type { Visibility } from '../visibility/visibility.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { placeAbove, placeBelow } from './list-edges.ts';
import { type ActivityRow, presentActivities } from './present-activity.ts';
import { ReadAllowance } from './read-allowance.ts';
import { resolveFilters } from './scope/resolve-filters.ts';
import { openTrail, type Trail } from './trail.ts';
import { inSnapshot } from './in-snapshot.ts';

/**
 * A page of the feed, newest first by (created_at, id), by page number, after a cursor or before one, with exact
 * totals (the seed, "Get Activities"). How much there is does not matter (DESIGN decision 7): totals and places of
 * pages come from the rollups or, where words are searched, from the search index.
 * @throws {AppError} invalid
 * @throws {HeavyRead} when the page takes more memory than is allowed
 */
export async function listActivities(
  em: EntityManager,
  input: ListActivitiesInput,
  visibility: Visibility,
  allowance = new ReadAllowance(),
): Promise<ListActivitiesOutput> {
  const { limit, page = 1, cursor, newer_than, include, ...filters } = input;
  const asked = await resolveFilters(em, filters);
  const { total, part } = await inSnapshot(em, async (tx) => {
    const trail = await openTrail(tx, asked, visibility);
    return { total: trail.total, part: await readPart(trail, input, allowance) };
  });
  const [first] = part.rows;
  const last = part.rows.at(-1);
  return {
    activities: await presentActivities(em, part.rows, include === 'security'),
    total,
    pages: Math.ceil(total / limit),
    current_page: cursor || newer_than ? null : page,
    has_next: part.has_next,
    has_prev: part.has_prev,
    next_cursor: part.has_next ? (last ? encodeCursor(last) : placeBelow(input)) : null,
    prev_cursor: first ? encodeCursor(first) : placeAbove(input),
  };
}

interface Part {
  rows: ActivityRow[];
  has_next: boolean;
  has_prev: boolean;
}

async function readPart(
  trail: Trail,
  { limit, page = 1, cursor, newer_than }: ListActivitiesInput,
  allowance: ReadAllowance,
): Promise<Part> {
  if (newer_than) {
    // The nearest ones first, so that nothing lies between them and the place; then turned round.
    const position = decodeCursor(newer_than, 'newer_than');
    const rows = await trail.read({ place: { side: 'newer', ...position }, limit: limit + 1, allowance });
    const older = await trail.read({
      place: { side: 'older', ...position, id: position.id + 1 },
      limit: 1,
      allowance,
    });
    return {
      rows: rows.slice(0, limit).toReversed(),
      has_next: older.length > 0,
      has_prev: rows.length > limit,
    };
  }
  if (cursor) {
    const rows = await trail.read({
      place: { side: 'older', ...decodeCursor(cursor) },
      limit: limit + 1,
      allowance,
    });
    return { rows: rows.slice(0, limit), has_next: rows.length > limit, has_prev: true };
  }
  const offset = (page - 1) * limit;
  const rows = await trail.read({ limit, offset, allowance });
  return { rows, has_next: offset + limit < trail.total, has_prev: page > 1 };
}

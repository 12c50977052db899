import type { EntityManager } from '@mikro-orm/postgresql';
import { inSnapshot } from '@timetracker/db';
import type { ListActivitiesInput, ListActivitiesOutput } from '@timetracker/shared';
import { resolveFilters } from '../scope/resolve-filters.ts';
import type { Visibility } from '../visibility/visibility.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { FeedReader } from './feed-reader.ts';
import { placeAbove, placeBelow } from './list-edges.ts';
import { openFeedReader } from './open-feed-reader.ts';
import { type ActivityRow, presentActivities } from './present-activity.ts';
import { ReadAllowance } from './read-allowance.ts';

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
    const trail = await openFeedReader(tx, asked, visibility);
    const read = await readPart(trail, input, allowance);
    const isBelow = read.rows.length > 0 || (await isBelowOthers(tx, input, visibility, read.has_prev));
    return { total: trail.total, part: { ...read, isBelow } };
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
    prev_cursor: first ? encodeCursor(first) : part.isBelow ? placeAbove(input) : null,
  };
}

/** Whether a list that has no activities has a place in the feed that others are above of, or may come to be. */
async function isBelowOthers(
  em: EntityManager,
  { limit: _limit, page = 1, cursor, newer_than, include: _include, ...filters }: ListActivitiesInput,
  visibility: Visibility,
  has_prev: boolean,
): Promise<boolean> {
  if (newer_than) return true;
  if (cursor) return has_prev;
  if (page > 1 || !filters.end_date) return false;
  const since = await resolveFilters(em, { ...filters, end_date: undefined });
  return (await openFeedReader(em, since, visibility)).total > 0;
}

interface Part {
  rows: ActivityRow[];
  has_next: boolean;
  has_prev: boolean;
}

async function readPart(
  trail: FeedReader,
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
    const position = decodeCursor(cursor);
    const rows = await trail.read({ place: { side: 'older', ...position }, limit: limit + 1, allowance });
    // What a cursor goes on from is above, unless it was removed.
    const above = { side: 'newer', ...position, id: position.id - 1 } as const;
    const has_prev = rows.length > 0 || (await trail.read({ place: above, limit: 1, allowance })).length > 0;
    return { rows: rows.slice(0, limit), has_next: rows.length > limit, has_prev };
  }
  const offset = (page - 1) * limit;
  const rows = await trail.read({ limit, offset, allowance });
  return { rows, has_next: offset + limit < trail.total, has_prev: page > 1 };
}

import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListActivitiesInput, ListActivitiesOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import type { Visibility } from '../visibility/visibility.ts';
import { countsBy, type SpanCount } from './counts/counts-by.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { placeAbove, placeBelow } from './list-edges.ts';
import { newest } from './page/newest.ts';
import { numberedPage } from './page/numbered-page.ts';
import type { Place } from './page/place.ts';
import { spanBeside } from './page/span-beside.ts';
import { type ActivityRow, presentActivity } from './present-activity.ts';
import type { Cell } from './scope/cell.ts';
import { resolveScope } from './scope/resolve-scope.ts';

/**
 * A page of the feed, newest first by (created_at, id), by page number, after a cursor or before one, with exact
 * totals (the seed, "Get Activities"). How much there is does not matter (DESIGN decision 7): totals and places of
 * pages come from the rollups, rows from an index.
 */
export async function listActivities(
  em: EntityManager,
  input: ListActivitiesInput,
  visibility: Visibility,
): Promise<ListActivitiesOutput> {
  const { limit, page = 1, cursor, newer_than, include, ...filters } = input;
  const cells = await resolveScope(em, { filters, visibility });
  // What is skipped and what is read must be of the same moment.
  const { months, part } = await em.transactional(
    async (tx) => {
      if (cells.some(({ words }) => words.include.length > 0)) await allowExactBitmaps(tx);
      const months = await countsBy(tx, cells, 'month');
      return { months, part: await readPart(tx, cells, months, input) };
    },
    { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true },
  );
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const [first] = part.rows;
  const last = part.rows.at(-1);
  return {
    activities: part.rows.map((row) => presentActivity(row, include === 'security')),
    total,
    pages: Math.ceil(total / limit),
    current_page: cursor || newer_than ? null : page,
    has_next: part.has_next,
    has_prev: part.has_prev,
    next_cursor: part.has_next ? (last ? encodeCursor(last) : placeBelow(input)) : null,
    prev_cursor: first ? encodeCursor(first) : placeAbove(input),
  };
}

/** With less, PostgreSQL remembers pages instead of rows, and reads every word of a million rows once more. */
const allowExactBitmaps = (tx: EntityManager) =>
  sql`select set_config('work_mem', '64MB', true)`.execute(tx.getKysely());

interface Part {
  rows: ActivityRow[];
  has_next: boolean;
  has_prev: boolean;
}

async function readPart(
  em: EntityManager,
  cells: readonly Cell[],
  months: readonly SpanCount[],
  { limit, page = 1, cursor, newer_than }: ListActivitiesInput,
): Promise<Part> {
  const matching = months.reduce((sum, { count }) => sum + count, 0);
  const beside = (place: Place, limit: number) =>
    newest(em, cells, { span: spanBeside(place, months, limit), place, limit, matching });
  if (newer_than) {
    // The nearest ones first, so that nothing lies between them and the place; then turned round.
    const position = decodeCursor(newer_than, 'newer_than');
    const rows = await beside({ side: 'newer', ...position }, limit + 1);
    const older = await beside({ side: 'older', ...position, id: position.id + 1 }, 1);
    return {
      rows: rows.slice(0, limit).toReversed(),
      has_next: older.length > 0,
      has_prev: rows.length > limit,
    };
  }
  if (cursor) {
    const rows = await beside({ side: 'older', ...decodeCursor(cursor) }, limit + 1);
    return { rows: rows.slice(0, limit), has_next: rows.length > limit, has_prev: true };
  }
  const offset = (page - 1) * limit;
  const rows = await numberedPage(em, cells, months, { offset, limit });
  return { rows, has_next: offset + limit < matching, has_prev: page > 1 };
}

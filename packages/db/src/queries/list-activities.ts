import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListActivitiesInput, ListActivitiesOutput } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import type { Visibility } from '../visibility/visibility.ts';
import { type ActivityScope, scopeSql } from './activity-conditions.ts';
import { countActivities } from './count-activities.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { placeAbove, placeBelow } from './list-edges.ts';
import { type ActivityRow, activityColumns, activityTables, presentActivity } from './present-activity.ts';

/**
 * A page of the feed, newest first by (created_at, id), by page number, after a cursor or before one, with exact
 * totals (the seed, "Get Activities").
 */
export async function listActivities(
  em: EntityManager,
  input: ListActivitiesInput,
  visibility: Visibility,
): Promise<ListActivitiesOutput> {
  const { limit, page = 1, cursor, newer_than, include, ...filters } = input;
  const scope = { filters, visibility };
  const total = await countActivities(em, scope);
  const part = newer_than
    ? await newerThan(em, scope, newer_than, limit)
    : await olderThan(em, scope, { cursor, page, limit, total });
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

interface Part {
  rows: ActivityRow[];
  has_next: boolean;
  has_prev: boolean;
}

interface Place {
  cursor: string | undefined;
  page: number;
  limit: number;
  total: number;
}

async function olderThan(em: EntityManager, scope: ActivityScope, place: Place): Promise<Part> {
  const { cursor, page, limit, total } = place;
  const offset = (page - 1) * limit;
  const rows = cursor
    ? await select(em, sql`${scopeSql(scope)} and ${beside('<', cursor)}`, 'desc', limit)
    : await (offset >= total ? [] : select(em, scopeSql(scope), 'desc', limit, offset));
  return {
    rows: rows.slice(0, limit),
    has_next: rows.length > limit,
    has_prev: cursor !== undefined || page > 1,
  };
}

/** The nearest ones first, so that nothing lies between them and the place; then turned round. */
async function newerThan(
  em: EntityManager,
  scope: ActivityScope,
  place: string,
  limit: number,
): Promise<Part> {
  const rows = await select(em, sql`${scopeSql(scope)} and ${beside('>', place)}`, 'asc', limit);
  const older = await select(em, sql`${scopeSql(scope)} and ${beside('<=', place)}`, 'desc', 0);
  return {
    rows: rows.slice(0, limit).toReversed(),
    has_next: older.length > 0,
    has_prev: rows.length > limit,
  };
}

function beside(side: '<' | '<=' | '>', place: string) {
  const { created_at, id } = decodeCursor(place, side === '<' ? 'cursor' : 'newer_than');
  return sql`(activities.created_at, activities.id) ${sql.raw(side)} (${created_at}, ${id})`;
}

/** One row more than asked for tells whether there are more. */
async function select(
  em: EntityManager,
  where: RawBuilder<unknown>,
  order: 'asc' | 'desc',
  limit: number,
  offset = 0,
) {
  const direction = sql.raw(order);
  const result = await sql<ActivityRow>`
    select ${activityColumns} from ${activityTables} where ${where}
    order by activities.created_at ${direction}, activities.id ${direction}
    limit ${limit + 1} offset ${offset}`.execute(em.getKysely());
  return result.rows;
}

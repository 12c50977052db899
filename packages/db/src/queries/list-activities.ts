import type { EntityManager } from '@mikro-orm/postgresql';
import type { ListActivitiesInput, ListActivitiesOutput } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import type { Visibility } from '../visibility/visibility.ts';
import { type ActivityScope, scopeSql } from './activity-conditions.ts';
import { countActivities } from './count-activities.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { type ActivityRow, activityColumns, activityTables, presentActivity } from './present-activity.ts';

/**
 * A page of the feed, newest first by (created_at, id), by page number or after a cursor, with exact totals
 * (the seed, "Get Activities").
 */
export async function listActivities(
  em: EntityManager,
  input: ListActivitiesInput,
  visibility: Visibility,
): Promise<ListActivitiesOutput> {
  const { limit, page = 1, cursor, include, ...filters } = input;
  const scope = { filters, visibility };
  const total = await countActivities(em, scope);
  const rows = cursor
    ? await rowsAfter(em, scope, cursor, limit)
    : await rowsOfPage(em, scope, page, limit, total);
  const last = rows[limit - 1];
  const has_next = rows.length > limit;
  return {
    activities: rows.slice(0, limit).map((row) => presentActivity(row, include === 'security')),
    total,
    pages: Math.ceil(total / limit),
    current_page: cursor ? null : page,
    has_next,
    has_prev: cursor !== undefined || page > 1,
    next_cursor: has_next && last ? encodeCursor(last) : null,
  };
}

const rowsAfter = (em: EntityManager, scope: ActivityScope, cursor: string, limit: number) => {
  const { created_at, id } = decodeCursor(cursor);
  return rows(
    em,
    sql`${scopeSql(scope)} and (activities.created_at, activities.id) < (${created_at}, ${id})`,
    limit,
    0,
  );
};

const rowsOfPage = (em: EntityManager, scope: ActivityScope, page: number, limit: number, total: number) => {
  const offset = (page - 1) * limit;
  return offset >= total ? [] : rows(em, scopeSql(scope), limit, offset);
};

/** One row more than asked for tells whether there is a next page. */
async function rows(em: EntityManager, where: RawBuilder<unknown>, limit: number, offset: number) {
  const result = await sql<ActivityRow>`
    select ${activityColumns} from ${activityTables} where ${where}
    order by activities.created_at desc, activities.id desc
    limit ${limit + 1} offset ${offset}`.execute(em.getKysely());
  return result.rows;
}

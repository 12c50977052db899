import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Cell, Span } from '../../scope/cell.ts';
import { allOf, type Condition, cellSql, instantSql } from '../../scope/cell-sql.ts';
import type { ActivityRow } from '../present-activity.ts';
import { readActivities } from '../read-activities.ts';
import type { ReadAllowance } from '../read-allowance.ts';
import { chooseDriver, type Driver } from './driver.ts';
import { besideSql, orderSql, type Place } from './place.ts';

type Part = RawBuilder<unknown>;

/** Which rows of the cells are wanted. */
export interface Wanted {
  /** They lie in this stretch of time. */
  span: Span;
  /** They lie beside this place. */
  place?: Place | undefined;
  limit: number;
  offset?: number;
  /** How many activities of the cells are in the span, at the most. */
  matching: number;
  allowance: ReadAllowance;
}

/**
 * The newest activities of the cells, newest first; or, beside a place upwards, the nearest above it, oldest first.
 *
 * Every cell is read by the index that leads to its rows in order, key by key (`LATERAL`), each key giving no more than
 * a page; what all of them give is sorted and cut. So the work depends on the page and on the number of keys, not on
 * how much there is.
 */
export async function newest(
  em: EntityManager,
  cells: readonly Cell[],
  wanted: Wanted,
): Promise<ActivityRow[]> {
  const { limit, offset = 0, matching } = wanted;
  if (cells.length === 0) return [];
  const take = limit + offset;
  const parts = [];
  for (const cell of cells) {
    const driver = await chooseDriver(em, cell, wanted.span, { matching, take });
    parts.push(drivenSql(cell, driver, wanted, take));
  }
  const order = orderSql(wanted.place?.side ?? 'older');
  const where = sql<boolean>`activities.id in (
    select id from (${sql.join(parts, sql` union all `)}) candidates
    order by ${order(sql`candidates`)} limit ${limit} offset ${offset})`;
  return readActivities(em, { where, order }, wanted.allowance);
}

/** The first rows of a cell as `id` and `created_at`, found by its driver. */
function drivenSql(cell: Cell, driver: Driver, wanted: Wanted, take: number): Part {
  const { axis, ids, kinds } = driver;
  const rows = (key: Condition) => sql`(
    select activities.id, activities.created_at from activities
    where ${allOf([key, cellSql(cell), ...withinSql(cell, wanted)])}
    order by ${orderSql(wanted.place?.side ?? 'older')(sql`activities`)} limit ${take})`;
  if (axis === 'time') return rows(sql`true`);
  if (axis === 'kinds')
    return sql`(
      select found.* from unnest(${kinds.map((kind) => kind.entity_type)}::text[],
        ${kinds.map((kind) => kind.action)}::text[]) as key (entity_type, action)
      cross join lateral ${rows(
        sql<boolean>`activities.entity_type = key.entity_type and activities.action = key.action`,
      )} found)`;
  const column = sql.ref(axis === 'users' ? 'activities.user_id' : 'activities.project_id');
  return sql`(
    select found.* from unnest(${ids}::integer[]) as key (id)
    cross join lateral ${rows(sql<boolean>`${column} = key.id`)} found)`;
}

function withinSql(cell: Cell, { span, place }: Wanted): Condition[] {
  const from = Math.max(cell.from, span.from);
  const to = Math.min(cell.to, span.to);
  return [
    sql<boolean>`activities.created_at >= ${instantSql(from)} and activities.created_at < ${instantSql(to)}`,
    ...(place ? [besideSql(place)] : []),
  ];
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { FilterScope, Span } from '../../scope/filter-scope.ts';
import { allOf, type Condition, filterScopeSql, instantSql } from '../../scope/filter-scope-sql.ts';
import type { ActivityRow } from '../present-activity.ts';
import { readActivities } from '../read-activities.ts';
import type { ReadAllowance } from '../read-allowance.ts';
import { type AccessPath, chooseAccessPath } from './access-path.ts';
import { type KeysetPosition, keysetCondition, orderSql } from './keyset-position.ts';

type Part = RawBuilder<unknown>;

/** Which rows of the cells are wanted. */
export interface Wanted {
  /** They lie in this stretch of time. */
  span: Span;
  /** They lie beside this place. */
  place?: KeysetPosition | undefined;
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
  cells: readonly FilterScope[],
  wanted: Wanted,
): Promise<ActivityRow[]> {
  const { limit, offset = 0, matching } = wanted;
  if (cells.length === 0) return [];
  const take = limit + offset;
  const parts = [];
  for (const cell of cells) {
    const driver = await chooseAccessPath(em, cell, wanted.span, { matching, take });
    parts.push(drivenSql(cell, driver, wanted, take));
  }
  const order = orderSql(wanted.place?.side ?? 'older');
  const where = sql<boolean>`activities.id in (
    select id from (${sql.join(parts, sql` union all `)}) candidates
    order by ${order(sql`candidates`)} limit ${limit} offset ${offset})`;
  return readActivities(em, { where, order }, wanted.allowance);
}

/** The first rows of a cell as `id` and `created_at`, found by its driver. */
function drivenSql(cell: FilterScope, driver: AccessPath, wanted: Wanted, take: number): Part {
  const { axis, ids, kinds } = driver;
  const rows = (key: Condition) => sql`(
    select activities.id, activities.created_at from activities
    where ${allOf([key, filterScopeSql(cell), ...withinSql(cell, wanted)])}
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

function withinSql(cell: FilterScope, { span, place }: Wanted): Condition[] {
  const from = Math.max(cell.from, span.from);
  const to = Math.min(cell.to, span.to);
  return [
    sql<boolean>`activities.created_at >= ${instantSql(from)} and activities.created_at < ${instantSql(to)}`,
    ...(place ? [keysetCondition(place)] : []),
  ];
}

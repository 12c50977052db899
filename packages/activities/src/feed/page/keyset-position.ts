import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../../scope/filter-scope-sql.ts';
import type { FeedPosition } from '../cursor.ts';

/** A place between two activities, and on which side of it to read: `older` downwards, `newer` upwards. */
export interface KeysetPosition extends FeedPosition {
  side: 'older' | 'newer';
}

/** Condition over `activities`: on the side of the place that is read. */
export const keysetCondition = ({ side, created_at, id }: KeysetPosition): Condition =>
  side === 'older'
    ? sql<boolean>`(activities.created_at, activities.id) < (${created_at}, ${id})`
    : sql<boolean>`(activities.created_at, activities.id) > (${created_at}, ${id})`;

/** The feed's order in a table with `created_at` and `id`: newest first, or upwards the nearest first. */
export const orderSql = (side: KeysetPosition['side']) => {
  const direction = sql.raw(side === 'newer' ? 'asc' : 'desc');
  return (table: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`${table}.created_at ${direction}, ${table}.id ${direction}`;
};

import { sql } from 'kysely';
import type { Condition } from '../scope/cell-sql.ts';
import type { FeedPosition } from '../cursor.ts';

/** A place between two activities, and on which side of it to read: `older` downwards, `newer` upwards. */
export interface Place extends FeedPosition {
  side: 'older' | 'newer';
}

/** Condition over `activities`: on the side of the place that is read. */
export const besideSql = ({ side, created_at, id }: Place): Condition =>
  side === 'older'
    ? sql<boolean>`(activities.created_at, activities.id) < (${created_at}, ${id})`
    : sql<boolean>`(activities.created_at, activities.id) > (${created_at}, ${id})`;

import type { EntityManager } from '@mikro-orm/postgresql';
import { activityBytes } from '@timetracker/db';
import type { Activity } from '@timetracker/shared';
import { sql } from 'kysely';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { presentActivities } from './present-activity.ts';
import { inOrderOfStoring, readActivities } from './read-activities.ts';
import type { ReadAllowance } from './read-allowance.ts';

/**
 * One activity by its number or event_id; undefined when there is none that the viewer may see.
 * @throws {HeavyRead}
 */
export async function findActivity(
  em: EntityManager,
  id: string,
  { visibility, security = false, allowance }: FindOptions,
): Promise<Activity | undefined> {
  const key = /^\d+$/.test(id) ? sql`activities.id = ${Number(id)}` : sql`activities.event_id = ${id}::uuid`;
  const where = sql<boolean>`${key} and ${visibleSql(visibility)}`;
  const rows = await readActivities(em, { where, order: inOrderOfStoring }, allowance);
  const [activity] = await presentActivities(em, rows, security);
  return activity;
}

export interface FindOptions {
  visibility: Visibility;
  /** With what is for administrators. */
  security?: boolean;
  allowance?: ReadAllowance;
}

/** How much is read at once: so many activities, and no more once their texts have so many bytes. */
export interface ReadAfter {
  limit: number;
  bytes: number;
  /** Without one, everything is. */
  visibility?: Visibility;
}

/**
 * The next activities after an id, oldest first: how live streams read. There is one at least, unless there are none
 * left. Ids are in commit order, so nothing can appear later below an id that was read.
 */
export async function activitiesAfter(
  em: EntityManager,
  id: number,
  { limit, bytes, visibility = { kind: 'everything' } }: ReadAfter,
): Promise<Activity[]> {
  const where = sql<boolean>`activities.id in (
    with sized as materialized (
      select activities.id, ${activityBytes} as bytes from activities
      where activities.id > ${id} and ${visibleSql(visibility)}
      order by activities.id limit ${limit}
    ), placed as (select id, sum(bytes) over (order by id) - bytes as before from sized)
    select id from placed where before < ${bytes})`;
  const rows = await readActivities(em, { where, order: inOrderOfStoring });
  return presentActivities(em, rows);
}

/** The highest activity id given so far; 0 before the first. */
export async function lastActivityId(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ last_id: number }>`select last_id from activity_head`.execute(em.getKysely());
  return rows[0]?.last_id ?? 0;
}

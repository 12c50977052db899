import type { EntityManager } from '@mikro-orm/postgresql';
import type { Activity, ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { findConflicts } from '../ingest/store-events.ts';
import { activityBytes } from '../slices/byte-slices.ts';
import { type Visibility, visibleSql } from '../visibility/visibility.ts';
import { type ActivityRow, activityColumns, activityTables, presentActivity } from './present-activity.ts';

/** One activity by its number or event_id; undefined when there is none that the viewer may see. */
export async function findActivity(
  em: EntityManager,
  id: string,
  visibility: Visibility,
  security = false,
): Promise<Activity | undefined> {
  const key = /^\d+$/.test(id) ? sql`activities.id = ${Number(id)}` : sql`activities.event_id = ${id}::uuid`;
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from ${activityTables}
    where ${key} and ${visibleSql(visibility)}`.execute(em.getKysely());
  return rows[0] && presentActivity(rows[0], security);
}

/** What is stored of the given events by now, by event_id, and which event_ids are stored with other content. */
export async function compareStored(
  em: EntityManager,
  events: readonly ActivityEvent[],
): Promise<{ stored: Map<string, Activity>; conflicting: string[] }> {
  const conflicts = await findConflicts(em, events);
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from ${activityTables}
    where activities.event_id = any(${events.map((event) => event.event_id)}::uuid[])`.execute(
    em.getKysely(),
  );
  return {
    stored: new Map(rows.map((row) => [row.event_id, presentActivity(row)])),
    conflicting: conflicts.map((event) => event.event_id),
  };
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
  const { rows } = await sql<ActivityRow>`
    with sized as materialized (
      select activities.id, ${activityBytes} as bytes from activities
      where activities.id > ${id} and ${visibleSql(visibility)}
      order by activities.id limit ${limit}
    ), placed as (select id, sum(bytes) over (order by id) - bytes as before from sized)
    select ${activityColumns} from ${activityTables}
    where activities.id in (select id from placed where before < ${bytes})
    order by activities.id`.execute(em.getKysely());
  return rows.map((row) => presentActivity(row));
}

/** The highest activity id given so far; 0 before the first. */
export async function lastActivityId(em: EntityManager): Promise<number> {
  const { rows } = await sql<{ last_id: number }>`select last_id from activity_head`.execute(em.getKysely());
  return rows[0]?.last_id ?? 0;
}

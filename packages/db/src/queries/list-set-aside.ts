import type { EntityManager } from '@mikro-orm/postgresql';
import type { listSetAsideOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import type { z } from 'zod';

type SetAsideList = z.output<typeof listSetAsideOutput>;

/** The events that could not be stored, newest first, with the reasons. */
export async function listSetAside(em: EntityManager, limit: number): Promise<SetAsideList> {
  const db = em.getKysely();
  const events = await sql<Omit<SetAsideList['events'][number], 'set_aside_at'> & { set_aside_at: Date }>`
    select id, event_id, reason, detail, payload, set_aside_at from activity_set_aside
    order by id desc limit ${limit}`.execute(db);
  const count = await sql<{ total: number }>`select count(*) as total from activity_set_aside`.execute(db);
  return {
    events: events.rows.map((row) => ({ ...row, set_aside_at: row.set_aside_at.toISOString() })),
    total: count.rows[0]?.total ?? 0,
  };
}

/** Which of the given events contradict a stored one. */
export async function findConflicting(em: EntityManager, event_ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ event_id: string }>`
    select event_id from activity_set_aside
    where reason = 'conflict' and event_id = any(${event_ids}::text[])`.execute(em.getKysely());
  return rows.map((row) => row.event_id);
}

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

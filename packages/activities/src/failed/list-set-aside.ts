import type { EntityManager } from '@mikro-orm/postgresql';
import type { listSetAsideOutput } from '@timetracker/shared';
import { sql } from 'kysely';
import type { z } from 'zod';
import { awaitingNewerWorker } from '../ingest/awaited-versions.ts';

type SetAsideList = z.output<typeof listSetAsideOutput>;

/** How much text a list of events that were set aside has, at the most; or one event, which may have more. */
export const SET_ASIDE_BYTES = 4 * 1024 * 1024;

/**
 * The newest events that could not be stored, newest first, with the reasons: so many, or as many as fit into
 * {@link SET_ASIDE_BYTES}.
 */
export async function listSetAside(em: EntityManager, limit: number): Promise<SetAsideList> {
  const db = em.getKysely();
  const events = await sql<Omit<SetAsideList['events'][number], 'set_aside_at'> & { set_aside_at: Date }>`
    with sized as (
      select id, octet_length(payload) + octet_length(detail) as bytes from activity_set_aside
      order by id desc limit ${limit}
    ), placed as (select id, sum(bytes) over (order by id desc) as through, max(id) over () as newest from sized)
    select id, event_id, reason, detail, payload, set_aside_at from activity_set_aside
    where id in (select id from placed where through <= ${SET_ASIDE_BYTES} or id = newest)
    order by id desc`.execute(db);
  const count = await sql<{ total: number }>`select count(*) as total from activity_set_aside`.execute(db);
  return {
    events: events.rows.map((row) => ({ ...row, set_aside_at: row.set_aside_at.toISOString() })),
    total: count.rows[0]?.total ?? 0,
    awaiting_newer_worker: await awaitingNewerWorker(em),
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { inSnapshot } from '@timetracker/db';
import { invalid } from '@timetracker/shared';
import { sql } from 'kysely';
import { awaitingNewerWorker } from '../ingest/awaited-versions.ts';
import type { UnfitEvent } from '../ingest/set-aside.ts';
import { SET_ASIDE_BYTES } from './list-set-aside.ts';

/** An event that could not be stored, as it came. */
export interface FailedEvent extends UnfitEvent {
  id: number;
  /** ISO 8601. */
  set_aside_at: string;
}

/** Failed events, oldest first. */
export interface FailedList {
  events: FailedEvent[];
  /** How many there are of those that were asked for, listed or not. */
  total: number;
  /** Events that have not failed, but are of a version that no worker knows yet. */
  awaiting_newer_worker: number;
}

const LISTED_AT_ONCE = 1_000;

/**
 * The events that could not be stored, oldest first, with the reasons: a thousand, or as many as fit into
 * {@link SET_ASIDE_BYTES}; the rest is listed after the last of them.
 * @param which `ids`: only these; `after_id`: only those with a higher id
 * @throws {AppError} invalid for an id that no failed event has
 */
export const listFailed = (
  em: EntityManager,
  { ids, after_id = 0 }: { ids?: readonly number[] | undefined; after_id?: number | undefined } = {},
): Promise<FailedList> =>
  inSnapshot(em.fork(), async (tx) => {
    const db = tx.getKysely();
    if (ids) await checkFailed(tx, ids);
    const asked = sql`id > ${after_id} ${ids ? sql`and id = any(${ids}::bigint[])` : sql``}`;
    const { rows } = await sql<Omit<FailedEvent, 'set_aside_at'> & { payload: string; set_aside_at: Date }>`
      with sized as (
        select id, octet_length(payload) + octet_length(detail) as bytes from activity_set_aside
        where ${asked} order by id limit ${LISTED_AT_ONCE}
      ), placed as (select id, sum(bytes) over (order by id) as through, min(id) over () as oldest from sized)
      select id, event_id, reason, detail, payload, set_aside_at from activity_set_aside
      where id in (select id from placed where through <= ${SET_ASIDE_BYTES} or id = oldest)
      order by id`.execute(db);
    const count = await sql<{ total: number }>`
      select count(*) as total from activity_set_aside where ${asked}`.execute(db);
    return {
      events: rows.map((row) => ({
        ...row,
        payload: failedPayload(row.payload),
        set_aside_at: row.set_aside_at.toISOString(),
      })),
      total: count.rows[0]?.total ?? 0,
      awaiting_newer_worker: await awaitingNewerWorker(tx),
    };
  });

/** The payload of a failed event as it came. What is no JSON stays text. */
export function failedPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

/**
 * Checks that there are failed events with all these ids.
 * @param lock nobody else takes them until the transaction ends
 * @throws {AppError} invalid, with the first id that no failed event has
 */
export async function checkFailed(tx: EntityManager, ids: readonly number[], lock = false): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from activity_set_aside where id = any(${ids}::bigint[])
    order by id ${lock ? sql`for update` : sql``}`.execute(tx.getKysely());
  const known = new Set(rows.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw invalid('id', `names the unknown failed event ${unknown}`);
}

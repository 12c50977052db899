import type { EntityManager } from '@mikro-orm/postgresql';
import { recordAudit } from '@timetracker/db';
import { EVENT_VERSION, isOfLaterVersion } from '@timetracker/shared';
import { sql } from 'kysely';
import { eachSetAside } from '../ingest/each-waiting.ts';
import { parseEvents } from '../ingest/parse-event.ts';
import { refuseQueued } from '../ingest/refuse-queued.ts';
import { checkFailed, failedPayload } from './list-failed.ts';

/** What became of events that were set aside. */
export interface Retried {
  /** How many wait to be stored again. */
  retried: number;
  /** How many of those that were asked for stay set aside. */
  left: number;
}

/** Ids that are told to the trail. */
const TOLD = 100;

/**
 * Puts events that were set aside back into the outbox, in their order, and tells the trail, in one transaction: the worker stores
 * them, or sets them aside again with the reason. What has no `event_id`, or does not fit into the outbox, stays.
 * The worker trusts the outbox. So without `ids`, what nobody can have posted stays as well ({@link refuseQueued}): it may
 * be made up by somebody who reached the queue's server. So does what has a version that this release cannot judge. Whoever names an id vouches for that event.
 * Call it within actingAs().
 * @param ids only these
 * @throws {AppError} invalid for an id that no failed event has; nothing has changed then
 */
export const retryFailed = (em: EntityManager, ids?: readonly number[]): Promise<Retried> =>
  em.fork().transactional(async (tx) => {
    if (ids) await checkFailed(tx, ids, true);
    const result = { retried: 0, left: 0 };
    const told: number[] = [];
    for await (const group of eachSetAside(tx, { lock: true, ids })) {
      const due = ids ? group : await whatMayBePosted(tx, group);
      const back = await putBack(
        tx,
        due.map(({ id }) => id),
      );
      result.retried += back.length;
      result.left += group.length - back.length;
      told.push(...back.slice(0, TOLD - told.length));
    }
    if (result.retried > 0)
      await recordAudit(tx, {
        action: 'retried',
        entity_id: 0,
        extra_data: { events: result.retried, set_aside_ids: told },
      });
    return result;
  });

/** Without events in shape that the queue would not be believed. */
async function whatMayBePosted<Row extends { payload: string }>(
  tx: EntityManager,
  rows: readonly Row[],
): Promise<Row[]> {
  const read = rows
    .map((row) => ({ row, payload: failedPayload(row.payload) }))
    .filter(({ payload }) => !isOfLaterVersion(payload, EVENT_VERSION))
    .map(({ row, payload }) => ({ row, event: parseEvents([payload]).fit[0] }));
  const against = await refuseQueued(
    tx,
    read.flatMap(({ event }) => event ?? []),
  );
  return read.filter(({ event }) => !(event && against.has(event))).map(({ row }) => row);
}

/** Text that is no JSON, or that jsonb does not take, such as NUL, stays where it is. */
async function putBack(tx: EntityManager, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with taken as (
      delete from activity_set_aside where id = any(${ids}::bigint[])
        and case when pg_input_is_valid(payload, 'jsonb')
          then pg_input_is_valid(payload::jsonb->>'event_id', 'uuid') end
      returning id, payload::jsonb as payload
    ), added as (
      insert into activity_outbox (event_id, payload)
      select (payload->>'event_id')::uuid, payload from taken order by id)
    select id from taken order by id`.execute(tx.getKysely());
  return rows.map(({ id }) => id);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { EVENT_VERSION } from '@timetracker/shared';
import { sql } from 'kysely';
import { eventIdIn, parseEvents } from './parse-event.ts';
import { readWaiting, type Waiting } from './read-waiting.ts';
import { setAside } from './set-aside.ts';
import { type BatchAtOnce, prepareAtOnce, storeAtOnce } from './store-at-once.ts';
import { lockHead, type StoreResult, storeOrSetAside, together } from './store-events.ts';
import { storeOrSplit } from './store-or-split.ts';

/** What became of the events that waited. */
export interface WaitingResult extends StoreResult {
  /** How many were taken; 0: nothing waits, or others hold it. */
  taken: number;
}

/** Events that were read from the outbox, and made ready to be stored. */
export interface PreparedEvents {
  waiting: Waiting;
  /** Missing where something does not fit into one statement. */
  batch?: BatchAtOnce;
}

/**
 * Stores the oldest events that wait in the outbox, as many as {@link readWaiting} reads. They leave the outbox in the
 * transaction that stores them, so that each is stored exactly once, wherever a worker dies. Rows are taken by their ids, never
 * as "id <= last seen", which would lose a row whose transaction commits late; a row that somebody else holds is left to them.
 * What is usual takes one statement; whatever does not fit takes several.
 * @param limit events at the most
 * @param known the highest version of events that the worker knows
 * @throws when the database is away; nothing has changed then
 */
export async function storeWaiting(
  em: EntityManager,
  limit: number,
  known = EVENT_VERSION,
): Promise<WaitingResult> {
  const prepared = await prepareWaiting(em, limit, 0, undefined, known);
  return prepared ? storePrepared(em, prepared) : { ...together([]), taken: 0 };
}

/**
 * Reads the oldest events of the outbox and makes them ready, without any change: the first half of {@link storeWaiting}.
 * @param from ids below are passed over
 * @param last_id where the trail will end by then, when others are being stored meanwhile
 * @param known the highest version of events that the worker knows
 * @returns undefined when nothing waits
 */
export async function prepareWaiting(
  em: EntityManager,
  limit: number,
  from: number,
  last_id?: number,
  known = EVENT_VERSION,
): Promise<PreparedEvents | undefined> {
  const read = await readWaiting(em.fork(), limit, from, known);
  if (!read) return undefined;
  const waiting = last_id === undefined ? read : { ...read, head: { ...read.head, last_id } };
  const { fit, unfit } = parseEvents(waiting.payloads);
  if (unfit.length > 0) return { waiting };
  return { waiting, batch: await prepareAtOnce(em.fork(), waiting, fit) };
}

/** Stores what {@link prepareWaiting} made ready, also when it is out of date: the second half of {@link storeWaiting}. */
export async function storePrepared(
  em: EntityManager,
  { waiting, batch }: PreparedEvents,
): Promise<WaitingResult> {
  const usual = batch && (await storeAtOnce(em.fork(), batch));
  return usual ? { ...usual, taken: waiting.ids.length } : storeWhatever(em, waiting);
}

async function storeWhatever(em: EntityManager, { ids }: Waiting): Promise<WaitingResult> {
  const { results, refused } = await storeOrSplit(ids, (some) => storeRows(em, some));
  for (const { item, detail } of refused) await refuseRow(em, item, detail);
  const taken = results.reduce((sum, result) => sum + result.taken, refused.length);
  return { ...together(results), taken };
}

/** The writer's lock comes first: whoever waits for it holds no rows that others wait for. */
const storeRows = (em: EntityManager, ids: readonly number[]): Promise<WaitingResult> =>
  em.fork().transactional(async (tx) => {
    const head = await lockHead(tx);
    const payloads = await takeRows(tx, ids);
    const { fit, unfit } = parseEvents(payloads);
    await setAside(tx, unfit);
    return { ...(await storeOrSetAside(tx, head, fit)), taken: payloads.length };
  });

const refuseRow = (em: EntityManager, id: number, detail: string): Promise<void> =>
  em.fork().transactional(async (tx) => {
    const payloads = await takeRows(tx, [id]);
    await setAside(
      tx,
      payloads.map((payload) => ({ event_id: eventIdIn(payload), reason: 'rejected', detail, payload })),
    );
  });

async function takeRows(tx: EntityManager, ids: readonly number[]): Promise<unknown[]> {
  const { rows } = await sql<{ id: number; payload: unknown }>`
    with taken as (
      delete from activity_outbox where id in (
        select id from activity_outbox where id = any(${ids}::bigint[]) for update skip locked)
      returning id, payload)
    select id, payload from taken order by id`.execute(tx.getKysely());
  return rows.map(({ payload }) => payload);
}

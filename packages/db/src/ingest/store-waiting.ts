import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { eventIdIn, parseEvents } from './parse-event.ts';
import { readWaiting, type Waiting } from './read-waiting.ts';
import { setAside } from './set-aside.ts';
import { storeAtOnce } from './store-at-once.ts';
import { lockHead, type StoreResult, storeOrSetAside, together } from './store-events.ts';
import { storeOrSplit } from './store-or-split.ts';

/** What became of the events that waited. */
export interface WaitingResult extends StoreResult {
  /** How many were taken; 0: nothing waits, or others hold it. */
  taken: number;
  /** Whether others may wait that were there when these were read. */
  more: boolean;
  /** The highest id that was read. */
  through: number;
}

/**
 * Stores the oldest events that wait in the outbox, as many as {@link readWaiting} reads. They leave the outbox in the
 * transaction that stores them, so that each is stored exactly once, wherever a worker dies. Rows are taken by their ids, never
 * as "id <= last seen", which would lose a row whose transaction commits late; a row that somebody else holds is left to them.
 * What is usual takes one statement; whatever does not fit takes several.
 * @param limit events at the most
 * @param from ids below are passed over
 * @throws when the database is away; nothing has changed then
 */
export async function storeWaiting(em: EntityManager, limit: number, from = 0): Promise<WaitingResult> {
  const waiting = await readWaiting(em.fork(), limit, from);
  if (!waiting) return { ...together([]), taken: 0, more: false, through: from };
  const through = waiting.ids.at(-1) ?? from;
  const usual = await storeUsual(em, waiting);
  if (usual) return { ...usual, taken: waiting.ids.length, more: waiting.more, through };
  const result = await storeWhatever(em, waiting);
  return { ...result, more: result.taken > 0, through };
}

async function storeUsual(em: EntityManager, waiting: Waiting): Promise<StoreResult | undefined> {
  const { fit, unfit } = parseEvents(waiting.payloads);
  return unfit.length === 0 ? storeAtOnce(em.fork(), waiting, fit) : undefined;
}

type Taken = StoreResult & Pick<WaitingResult, 'taken'>;

async function storeWhatever(em: EntityManager, { ids }: Waiting): Promise<Taken> {
  const { results, refused } = await storeOrSplit(ids, (some) => storeRows(em, some));
  for (const { item, detail } of refused) await refuseRow(em, item, detail);
  const taken = results.reduce((sum, result) => sum + result.taken, refused.length);
  return { ...together(results), taken };
}

/** The writer's lock comes first: whoever waits for it holds no rows that others wait for. */
const storeRows = (em: EntityManager, ids: readonly number[]): Promise<Taken> =>
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

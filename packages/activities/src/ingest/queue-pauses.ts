import type { EntityManager } from '@mikro-orm/postgresql';
import { auditEvent, newStamp, systemActor } from '@timetracker/db';
import { sql } from 'kysely';
import { storeNow } from './store-events.ts';

/**
 * Tells the trail which queues were found paused, and which go on again: each once, whichever workers notice it and whoever
 * did it. The activities are stored here and now: on their way by a queue they might wait in the one that stands still.
 * @param queues every queue that was looked at; `paused` for those that stand still
 * @returns the last activity that was stored; undefined when nothing is new
 */
export function notePauses(
  em: EntityManager,
  queues: readonly { name: string; paused: boolean }[],
): Promise<number | undefined> {
  const names = (paused: boolean) =>
    queues.filter((queue) => queue.paused === paused).map(({ name }) => name);
  return em.fork().transactional(async (tx) => {
    const { rows: paused } = await sql<{ queue: string }>`
      insert into queue_pauses (queue) select unnest(${names(true)}::text[]) on conflict do nothing
      returning queue`.execute(tx.getKysely());
    const { rows: resumed } = await sql<{ queue: string }>`
      delete from queue_pauses where queue = any(${names(false)}::text[]) returning queue`.execute(
      tx.getKysely(),
    );
    const events = [
      ...paused.map(({ queue }) => about('paused', queue)),
      ...resumed.map(({ queue }) => about('resumed', queue)),
    ];
    if (events.length === 0) return undefined;
    return (await storeNow(tx, events)).stored.at(-1)?.id;
  });
}

/** Nobody can say who did it: the queue's server does not. */
const about = (action: 'paused' | 'resumed', queue: string) =>
  auditEvent({ action, entity_id: 0, entity_name: queue, extra_data: { queue } }, systemActor, newStamp());

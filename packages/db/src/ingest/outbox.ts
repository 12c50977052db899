import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { OutboxEvent } from '../entities/index.ts';
import { withinBytes } from '../slices/byte-slices.ts';

/** Keeps events in the outbox when the queue cannot take them: the worker takes them from there. */
export async function addToOutbox(em: EntityManager, events: readonly ActivityEvent[]): Promise<void> {
  const created_at = new Date();
  await em.fork().insertMany(
    OutboxEvent,
    events.map((event) => ({ event_id: event.event_id, payload: event, created_at })),
  );
}

/** What is delivered at once, as text: in memory it may come to twenty times as much. */
const DELIVERED_BYTES = 1024 * 1024;

/**
 * Hands the oldest waiting events to `deliver` and removes them when it succeeds: as many as fit into 1 MiB, or a single
 * one that is bigger. Several workers may do so: each claims rows that no other holds (`SKIP LOCKED`), never "id > last
 * seen", which would miss a row whose transaction commits late. Dying between delivery and commit delivers again: at
 * least once.
 * @returns how many events were delivered; 0: nothing waits (or others hold it)
 */
export function drainOutbox(
  em: EntityManager,
  limit: number,
  deliver: (events: unknown[]) => Promise<void>,
): Promise<number> {
  return em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    const { rows: waiting } = await sql<{ id: number; bytes: number }>`
      select id, octet_length(payload::text) as bytes
      from activity_outbox order by id limit ${limit} for update skip locked`.execute(db);
    const [first] = withinBytes(waiting, DELIVERED_BYTES);
    if (!first) return 0;
    const ids = first.map(({ id }) => id);
    const { rows } = await sql<{ payload: unknown }>`
      select payload from activity_outbox where id = any(${ids}::bigint[]) order by id`.execute(db);
    await deliver(rows.map((row) => row.payload));
    await sql`delete from activity_outbox where id = any(${ids}::bigint[])`.execute(db);
    return rows.length;
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { runPrepared } from '@timetracker/db';
import { type ActivityEvent, versioned } from '@timetracker/shared';
import { sql } from 'kysely';

/** Keeps events in the outbox, in their order and durably, until the worker has stored them; in a transaction of their own. */
export async function addToOutbox(em: EntityManager, events: readonly ActivityEvent[]): Promise<void> {
  await runPrepared(
    em,
    'add-to-outbox',
    sql<never>`
      insert into activity_outbox (event_id, payload)
      select (event->>'event_id')::uuid, event
      from jsonb_array_elements(${JSON.stringify(events.map(versioned))}::jsonb) as event`,
  );
}

/** What waits in the outbox. */
export interface OutboxDepth {
  events: number;
  /** Each was written in a transaction of its own. */
  batches: number;
  /** As the database keeps them. */
  bytes: number;
}

/**
 * Counts what waits in the outbox, by its index: the pages of the table are full of rows that were deleted a moment ago, and
 * reading them all takes a hundred times as long.
 */
export const outboxDepth = (em: EntityManager): Promise<OutboxDepth> =>
  em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    await sql`set local enable_seqscan = off`.execute(db);
    const { rows } = await sql<OutboxDepth>`
      select count(*) as events, count(distinct xmin::text) as batches,
        coalesce(sum(pg_column_size(payload)), 0)::bigint as bytes
      from activity_outbox where id > 0`.execute(db);
    return rows[0] ?? { events: 0, batches: 0, bytes: 0 };
  });

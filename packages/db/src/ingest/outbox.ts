import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { runPrepared } from './run-prepared.ts';

/** Keeps events in the outbox, in their order and durably, until the worker has stored them; in a transaction of their own. */
export async function addToOutbox(em: EntityManager, events: readonly ActivityEvent[]): Promise<void> {
  await runPrepared(
    em,
    'add-to-outbox',
    sql<never>`
      insert into activity_outbox (event_id, payload)
      select (event->>'event_id')::uuid, event
      from jsonb_array_elements(${JSON.stringify(events)}::jsonb) as event`,
  );
}

/** Counts what waits in the outbox: batches, each written in a transaction of its own, and bytes, as the database keeps them. */
export async function outboxDepth(em: EntityManager): Promise<{ batches: number; bytes: number }> {
  const { rows } = await sql<{ batches: number; bytes: number }>`
    select count(distinct xmin::text) as batches, coalesce(sum(pg_column_size(payload)), 0)::bigint as bytes
    from activity_outbox`.execute(em.getKysely());
  return rows[0] ?? { batches: 0, bytes: 0 };
}

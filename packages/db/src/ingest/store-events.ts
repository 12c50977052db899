import type { EntityManager } from '@mikro-orm/postgresql';
import type { ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { rollupDeltas } from './rollup-deltas.ts';
import { setAside } from './set-aside.ts';
import { contentDiffers, type StoredContent } from './stored-content.ts';

/** What became of a batch. `stored`: new activities, in id order. */
export interface StoreResult {
  stored: { id: number; event_id: string }[];
  /** Events that were there already with the same content. */
  duplicates: number;
  /** Events whose event_id was there already with other content; they were set aside. */
  conflicts: string[];
}

/** When an event happened: what its producer said, else when it was received. UTC, milliseconds. */
export const createdAt = (event: ActivityEvent) =>
  new Date(event.occurred_at ?? event.received_at).toISOString();

/**
 * Numbers, stores and counts a batch of events in one transaction. The lock on the head row makes this the only
 * writer, so ids are gap-free and in commit order, and an event that is stored already is simply seen.
 * @throws a database error when any row of the batch does not fit; nothing of the batch is stored then
 */
export function storeEvents(em: EntityManager, events: readonly ActivityEvent[]): Promise<StoreResult> {
  return em.fork().transactional(async (tx) => {
    const db = tx.getKysely();
    const head = await sql<{ last_id: number }>`select last_id from activity_head for update`.execute(db);
    const base = head.rows[0]?.last_id ?? 0;

    const distinct = firstOfEach(events);
    const stored = await insertNew(tx, distinct, base);
    const newIds = new Map(stored.map((row) => [row.event_id, row.id]));

    const deltas = rollupDeltas(
      distinct
        .filter((event) => newIds.has(event.event_id))
        .map((event) => ({ ...event, created_at: createdAt(event) })),
    );
    await addRollups(tx, deltas);
    if (stored.length > 0) {
      await sql`update activity_head set last_id = ${base + stored.length}`.execute(db);
    }

    const first = new Set(distinct);
    const again = events.filter((event) => !newIds.has(event.event_id) || !first.has(event));
    const conflicts = await findConflicts(tx, again);
    await setAside(
      tx,
      conflicts.map((event) => ({
        event_id: event.event_id,
        reason: 'conflict',
        detail: `event_id ${event.event_id} is stored already with other content`,
        payload: event,
      })),
    );
    return {
      stored,
      duplicates: again.length - conflicts.length,
      conflicts: conflicts.map((event) => event.event_id),
    };
  });
}

/** The events without repetitions of an event_id; the first one counts. */
function firstOfEach(events: readonly ActivityEvent[]): ActivityEvent[] {
  const seen = new Map<string, ActivityEvent>();
  for (const event of events) if (!seen.has(event.event_id)) seen.set(event.event_id, event);
  return [...seen.values()];
}

async function insertNew(tx: EntityManager, events: readonly ActivityEvent[], base: number) {
  const column = <Value>(value: (event: ActivityEvent) => Value) => events.map(value);
  const { rows } = await sql<{ id: number; event_id: string }>`
    insert into activities (id, event_id, user_id, action, entity_type, entity_id, entity_name, description,
      extra_data, project_id, ip_address, user_agent, source, created_at, recorded_at)
    select ${base}::bigint + row_number() over (order by event.position), event.event_id, event.user_id, event.action,
      event.entity_type, event.entity_id, event.entity_name, event.description, event.extra_data::jsonb,
      event.project_id, event.ip_address, event.user_agent, event.source, event.created_at, now()
    from unnest(
      ${column((event) => event.event_id)}::uuid[], ${column((event) => event.user_id)}::integer[],
      ${column((event) => event.action)}::text[], ${column((event) => event.entity_type)}::text[],
      ${column((event) => event.entity_id)}::integer[], ${column((event) => event.entity_name)}::text[],
      ${column((event) => event.description)}::text[], ${column((event) => JSON.stringify(event.extra_data))}::text[],
      ${column((event) => event.project_id)}::integer[], ${column((event) => event.ip_address)}::text[],
      ${column((event) => event.user_agent)}::text[], ${column((event) => event.source)}::text[],
      ${column(createdAt)}::timestamptz[]
    ) with ordinality as event (event_id, user_id, action, entity_type, entity_id, entity_name, description,
      extra_data, project_id, ip_address, user_agent, source, created_at, position)
    where not exists (select from activities known where known.event_id = event.event_id)
    returning id, event_id`.execute(tx.getKysely());
  return rows.sort((a, b) => a.id - b.id);
}

async function addRollups(tx: EntityManager, deltas: ReturnType<typeof rollupDeltas>): Promise<void> {
  if (deltas.length === 0) return;
  const column = <Value>(value: (delta: (typeof deltas)[number]) => Value) => deltas.map(value);
  await sql`
    insert into activity_rollups (series, bucket, user_id, project_id, entity_type, action, count)
    select * from unnest(
      ${column((delta) => delta.series)}::text[], ${column((delta) => delta.bucket)}::timestamptz[],
      ${column((delta) => delta.user_id)}::integer[], ${column((delta) => delta.project_id)}::integer[],
      ${column((delta) => delta.entity_type)}::text[], ${column((delta) => delta.action)}::text[],
      ${column((delta) => delta.count)}::bigint[])
    on conflict (series, bucket, user_id, project_id, entity_type, action)
    do update set count = activity_rollups.count + excluded.count`.execute(tx.getKysely());
}

/** Of the given events, those that contradict the activity stored under their event_id. */
export async function findConflicts(
  tx: EntityManager,
  events: readonly ActivityEvent[],
): Promise<ActivityEvent[]> {
  if (events.length === 0) return [];
  const { rows } = await sql<StoredContent>`
    select event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data, project_id,
      ip_address, user_agent, created_at
    from activities where event_id = any(${events.map((event) => event.event_id)}::uuid[])`.execute(
    tx.getKysely(),
  );
  const known = new Map(rows.map((row) => [row.event_id, row]));
  return events.filter((event) => {
    const row = known.get(event.event_id);
    return row !== undefined && contentDiffers(event, row);
  });
}

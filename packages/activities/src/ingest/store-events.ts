import type { EntityManager } from '@mikro-orm/postgresql';
import { activityBytes, withinBytes, withUserAgent } from '@timetracker/db';
import type { ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { countForgotten, forgottenPeople } from '../redaction/erased-subjects.ts';
import { redactEvent } from '../redaction/redact-event.ts';
import { setAside } from './set-aside.ts';
import { contentDiffers, type StoredContent } from './stored-content.ts';
import { type NewActivity, writeActivities } from './write-activities.ts';

/** What became of a batch. `stored`: new activities, in id order. */
export interface StoreResult {
  stored: { id: number; event_id: string }[];
  /** Events that were there already with the same content. */
  duplicates: number;
  /** Events whose event_id was there already with other content; they were set aside. */
  conflicts: string[];
}

/** When an event happened: what its producer said, else when it was received. UTC, milliseconds. */
function createdAt({ occurred_at, received_at }: ActivityEvent): string {
  const instant = occurred_at ?? received_at;
  const isAsKept = instant.length === KEPT_LENGTH && instant.endsWith('Z');
  return isAsKept ? instant : new Date(instant).toISOString();
}

const KEPT_LENGTH = '2026-01-31T12:00:00.000Z'.length;

/** What became of the events of a transaction. */
export interface StoredWithin {
  stored: { id: number; event_id: string }[];
  duplicates: number;
  /** Events whose event_id was there already with other content. Nobody has set them aside. */
  conflicts: ActivityEvent[];
}

/**
 * Numbers, stores, counts and hashes a batch of events in one transaction, and sets conflicts aside.
 * @throws a database error when any row of the batch does not fit; nothing of the batch is stored then
 */
export const storeEvents = (em: EntityManager, events: readonly ActivityEvent[]): Promise<StoreResult> =>
  em.fork().transactional(async (tx) => storeOrSetAside(tx, await lockHead(tx), events));

/** {@link storeEvents} as a part of the transaction that has locked the head. */
export async function storeOrSetAside(
  tx: EntityManager,
  head: Head,
  events: readonly ActivityEvent[],
): Promise<StoreResult> {
  const { conflicts, ...result } = await storeAfter(tx, head, events);
  await setAside(
    tx,
    conflicts.map((event) => ({
      event_id: event.event_id,
      reason: 'conflict',
      detail: `event_id ${event.event_id} ${CONFLICT}`,
      payload: event,
    })),
  );
  return { ...result, conflicts: conflicts.map((event) => event.event_id) };
}

/** The results of parts of a batch as one. */
export const together = (results: readonly StoreResult[]): StoreResult => ({
  stored: results.flatMap((result) => result.stored),
  duplicates: results.reduce((sum, result) => sum + result.duplicates, 0),
  conflicts: results.flatMap((result) => result.conflicts),
});

/** What is wrong with an event that contradicts a stored one. */
export const CONFLICT = 'is stored already with other content';

/**
 * Numbers, stores, counts and hashes a batch of events as a part of the caller's transaction. The lock on the head row
 * makes this the only writer, so ids are gap-free and in commit order, and an event that is stored already is simply seen.
 * What tells of people who were forgotten loses it here.
 */
export const storeWithin = async (tx: EntityManager, came: readonly ActivityEvent[]): Promise<StoredWithin> =>
  storeAfter(tx, await lockHead(tx), came);

/**
 * {@link storeWithin} for what happens in this very transaction: it is dated by the clock of the database, like everything that is
 * stored, and not by that of whoever does it.
 */
export async function storeNow(tx: EntityManager, deeds: readonly ActivityEvent[]): Promise<StoredWithin> {
  const head = await lockHead(tx);
  const { recorded_at: received_at } = head;
  return storeAfter(
    tx,
    head,
    deeds.map((deed) => ({ ...deed, received_at })),
  );
}

async function storeAfter(
  tx: EntityManager,
  { last_id, recorded_at, narrow }: Head,
  came: readonly ActivityEvent[],
): Promise<StoredWithin> {
  const { known, forgotten } = await whatIsThere(tx, came);
  const people = await forgottenPeople(tx, forgotten);
  const fresh = firstOfEach(came).filter((event) => !known.has(event.event_id));
  const activities = fresh.map((event, index) =>
    asActivity(redactEvent(event, people), last_id + 1 + index, recorded_at),
  );
  if (activities.length > 0) await writeActivities(tx, activities, narrow);

  const first = new Set(fresh);
  const again = came.filter((event) => !first.has(event));
  const conflicts = await findConflicts(tx, again);
  return {
    stored: activities.map(({ id, event_id }) => ({ id, event_id })),
    duplicates: again.length - conflicts.length,
    conflicts,
  };
}

/** Where the trail ends, and what time it is. */
export interface Head {
  last_id: number;
  recorded_at: string;
  /** Whether nobody is left who would not find what an activity has in its own row (`trail_format`). */
  narrow: boolean;
}

/** {@link Head.narrow}, for queries. */
export const narrowSql = sql<boolean>`coalesce((select narrow_from <= clock_timestamp() from trail_format), false)`;

/** Until the transaction ends, nobody else stores. The time is the database's, so that several workers agree on it. */
export async function lockHead(tx: EntityManager): Promise<Head> {
  const { rows } = await sql<{ last_id: number; recorded_at: Date; narrow: boolean }>`
    select last_id, date_trunc('milliseconds', clock_timestamp()) as recorded_at, ${narrowSql} as narrow
    from activity_head for update`.execute(tx.getKysely());
  const [head] = rows;
  if (!head) throw new Error('activity_head has lost its row');
  return { ...head, recorded_at: head.recorded_at.toISOString() };
}

/** Asked for after the lock was taken: what another writer stored until then is seen, and who was forgotten. */
async function whatIsThere(tx: EntityManager, events: readonly { event_id: string }[]) {
  const { rows } = await sql<{ known: string[]; forgotten: number }>`
    select array(select event_id::text from activities
        where event_id = any(${events.map((event) => event.event_id)}::uuid[])) as known,
      (select count(*) from anonymizations) as forgotten`.execute(tx.getKysely());
  return { known: new Set(rows[0]?.known), forgotten: rows[0]?.forgotten ?? 0 };
}

/** An event as the activity that it becomes. */
export const asActivity = (event: ActivityEvent, id: number, recorded_at: string): NewActivity => ({
  id,
  event_id: event.event_id,
  user_id: event.user_id,
  action: event.action,
  entity_type: event.entity_type,
  entity_id: event.entity_id,
  entity_name: event.entity_name,
  description: event.description,
  extra_data: event.extra_data,
  project_id: event.project_id,
  ip_address: event.ip_address,
  user_agent: event.user_agent,
  posted: event.posted ?? null,
  source: event.source,
  created_at: createdAt(event),
  recorded_at,
});

/** The events without repetitions of an event_id; the first one counts. */
function firstOfEach(events: readonly ActivityEvent[]): ActivityEvent[] {
  const seen = new Map<string, ActivityEvent>();
  for (const event of events) if (!seen.has(event.event_id)) seen.set(event.event_id, event);
  return [...seen.values()];
}

/** Text of what is stored that is compared at once: it may have nothing in common with what came. */
const COMPARED_BYTES = 512 * 1024;

/**
 * Of the given events, those that contradict the activity stored under their event_id. Who was forgotten is asked after the
 * activities were read: whatever was rewritten by then is compared without them.
 */
export async function findConflicts(
  tx: EntityManager,
  events: readonly ActivityEvent[],
): Promise<ActivityEvent[]> {
  if (events.length === 0) return [];
  const { rows: sizes } = await sql<{ event_id: string; bytes: number }>`
    select event_id, ${activityBytes} as bytes from activities
    where event_id = any(${events.map((event) => event.event_id)}::uuid[])`.execute(tx.getKysely());
  const differing = new Set<ActivityEvent>();
  for (const group of withinBytes(sizes, COMPARED_BYTES)) {
    const known = new Set(group.map(({ event_id }) => event_id));
    const these = events.filter((event) => known.has(event.event_id));
    for (const event of await differingFrom(tx, these)) differing.add(event);
  }
  return events.filter((event) => differing.has(event));
}

async function differingFrom(tx: EntityManager, events: readonly ActivityEvent[]): Promise<ActivityEvent[]> {
  const { rows } = await sql<StoredContent & { agent: string | null }>`
    select event_id, user_id, action, entity_type, entity_id, entity_name, description, extra_data, project_id,
      ip_address, user_agent, agent, created_at
    from activities where event_id = any(${events.map((event) => event.event_id)}::uuid[])`.execute(
    tx.getKysely(),
  );
  const forgotten = await forgottenPeople(tx, await countForgotten(tx));
  const known = new Map(rows.map((row) => [row.event_id, withUserAgent(row)]));
  return events.filter((event) => {
    const row = known.get(event.event_id);
    return row !== undefined && contentDiffers(event, row, forgotten);
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayText, runPrepared, sqlState } from '@timetracker/db';
import type { ActivityEvent } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import { forgottenPeople } from '../redaction/erased-subjects.ts';
import { redactEvent } from '../redaction/redact-event.ts';
import type { Waiting } from './read-waiting.ts';
import { asActivity, type StoreResult } from './store-events.ts';
import { type Guard, writeActivitiesSql } from './write-activities.ts';

// Data exception, which is what a guard that does not hold is as well; integrity constraint violation; lost race.
const MEANWHILE_OR_DATA = /^(22|23|40)/;

/** Events that are numbered, hashed and counted, and the statement that stores them. */
export interface BatchAtOnce {
  statement: RawBuilder<never>;
  stored: StoreResult['stored'];
}

/**
 * Prepares to store events that waited with one statement: it takes them out of the outbox, numbers, stores, counts and hashes
 * them, if nothing has happened since they were read. Whoever stored meanwhile has moved the head, whoever changed or took a row
 * has changed it, and whoever was forgotten is counted; then it does nothing at all. Neither does it when the head is where it was
 * expected to be, but somebody else has moved it there later than these were read: times go up with the ids.
 * @param events what the rows hold
 */
export async function prepareAtOnce(
  em: EntityManager,
  { ids, versions, head, forgotten }: Waiting,
  events: readonly ActivityEvent[],
): Promise<BatchAtOnce> {
  const people = await forgottenPeople(em, forgotten);
  const activities = events.map((event, index) =>
    asActivity(redactEvent(event, people), head.last_id + 1 + index, head.recorded_at),
  );
  const unchanged: Guard = {
    ctes: sql`head as materialized (
      select from activity_head where last_id = ${head.last_id} for update
    ), taken as (
      delete from activity_outbox where exists (select from head) and id in (
        select waiting.id from activity_outbox waiting
        join unnest(${arrayText(ids)}::bigint[], ${arrayText(versions)}::text[])
          as seen (id, version) on seen.id = waiting.id and seen.version = waiting.xmin::text
        for update of waiting skip locked)
      returning id)`,
    holds: sql<boolean>`(select count(*) from taken) = ${ids.length}
      and (select count(*) from anonymizations) = ${forgotten}
      and not exists (
        select from activities where id = ${head.last_id} and recorded_at > ${head.recorded_at}::timestamptz)`,
  };
  return {
    statement: writeActivitiesSql(activities, head.narrow, unchanged),
    stored: activities.map(({ id, event_id }) => ({ id, event_id })),
  };
}

/**
 * Stores a batch, or does nothing.
 * @returns undefined where something has happened, or the database refuses the batch: one of the events is stored already, stands
 *   there twice or does not fit
 * @throws when the database is away
 */
export async function storeAtOnce(
  em: EntityManager,
  { statement, stored }: BatchAtOnce,
): Promise<StoreResult | undefined> {
  try {
    await runPrepared(em, 'store-at-once', statement);
  } catch (error) {
    if (MEANWHILE_OR_DATA.test(sqlState(error))) return undefined;
    throw error;
  }
  return { stored, duplicates: 0, conflicts: [] };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Activity, ActivityEvent } from '@timetracker/shared';
import { sql } from 'kysely';
import { findConflicts } from '../ingest/store-events.ts';
import { presentActivity } from './present-activity.ts';
import { inOrderOfStoring, readActivities } from './read-activities.ts';
import type { ReadAllowance } from './read-allowance.ts';

/** Which of the given events are stored by now, whatever with: their event_ids. */
export async function storedAmong(em: EntityManager, event_ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ event_id: string }>`
    select event_id from activities where event_id = any(${event_ids}::uuid[])`.execute(em.getKysely());
  return new Set(rows.map(({ event_id }) => event_id));
}

/** Which of the given events are stored with other content: their event_ids. Takes {@link COMPARING} bytes of memory. */
export async function conflictsAmong(em: EntityManager, events: readonly ActivityEvent[]): Promise<string[]> {
  const conflicts = await findConflicts(em, events);
  return conflicts.map(({ event_id }) => event_id);
}

/** What comparing events with what is stored takes in memory, at the most. */
export const COMPARING = 16 * 1024 * 1024;

/**
 * The activities that the given events have become, by event_id.
 * @throws {HeavyRead}
 */
export async function readStored(
  em: EntityManager,
  event_ids: readonly string[],
  allowance: ReadAllowance,
): Promise<Map<string, Activity>> {
  const where = sql<boolean>`activities.event_id = any(${event_ids}::uuid[])`;
  const rows = await readActivities(em, { where, order: inOrderOfStoring }, allowance);
  return new Map(rows.map((row) => [row.event_id, presentActivity(row)]));
}

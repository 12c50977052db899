import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Head } from './store-events.ts';

/** A row of the outbox, as it was read. */
export interface WaitingRow {
  id: number;
  /** Changes with every change of the row. */
  version: string;
  /** The payload, as JSON. */
  text: string;
  /** Whether an activity has its event_id. */
  known: boolean;
}

/** What waits in the outbox, and where the trail ended when that was read: all of one moment. */
export interface Waiting {
  rows: WaitingRow[];
  head: Head;
  /** How many people were forgotten. */
  forgotten: number;
}

/** What is read at once, as text: in memory it may come to twenty times as much. */
const READ_BYTES = 1024 * 1024;

type Row = WaitingRow & { last_id: number; recorded_at: Date; forgotten: number };

/**
 * Reads the oldest events of the outbox, and takes nothing: as many as fit into 1 MiB, or a single one that is bigger.
 * @param limit events at the most
 * @returns undefined when nothing waits
 */
export async function readWaiting(em: EntityManager, limit: number): Promise<Waiting | undefined> {
  const { rows } = await sql<Row>`
    select id, version, text, place, moment.*,
      exists (select from activities where activities.event_id = measured.event_id) as known
    from (
      select *, row_number() over (order by id) as place, sum(octet_length(text)) over (order by id) as total
      from (
        select id, event_id, xmin::text as version, payload::text as text from activity_outbox
        order by id limit ${limit}) oldest) measured
    left join (
      select last_id, date_trunc('milliseconds', clock_timestamp()) as recorded_at,
        (select count(*) from anonymizations) as forgotten
      from activity_head) moment on place = 1
    where total <= ${READ_BYTES} or place = 1
    order by id`.execute(em.getKysely());
  const [first] = rows;
  if (!first) return undefined;
  const head = { last_id: first.last_id, recorded_at: first.recorded_at.toISOString() };
  return { rows, head, forgotten: first.forgotten };
}

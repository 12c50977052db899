import type { EntityManager } from '@mikro-orm/postgresql';
import { runPrepared } from '@timetracker/db';
import { EVENT_VERSION } from '@timetracker/shared';
import { sql } from 'kysely';
import { type Head, narrowSql } from './store-events.ts';

/** What waits in the outbox, and where the trail ended when that was read: all of one moment. */
export interface Waiting {
  /** The rows, oldest first. */
  ids: number[];
  /** A text for each row that changes with every change of it. */
  versions: string[];
  payloads: unknown[];
  head: Head;
  /** How many people were forgotten. */
  forgotten: number;
  /** Whether other rows waited that were not read. */
  more: boolean;
}

/** What is read at once, as text: in memory it may come to twenty times as much. */
const READ_BYTES = 1024 * 1024;

/** All rows as one: a column of each of them would cost the driver more than the database needs to find them. */
interface Row {
  ids: string | null;
  versions: string;
  payloads: string;
  last_id: number;
  recorded_at: Date;
  forgotten: number;
  narrow: boolean;
  more: boolean;
}

/**
 * Reads the oldest events of the outbox, and takes nothing: as many as fit into 1 MiB, or a single one that is bigger. Those of a
 * version that the worker does not know are passed over, and stay.
 * @param limit events at the most
 * @param from ids below are passed over: the index still has those of rows that were deleted a moment ago
 * @param known the highest version of events that the worker knows
 * @returns undefined when nothing waits
 */
export async function readWaiting(
  em: EntityManager,
  limit: number,
  from: number,
  known = EVENT_VERSION,
): Promise<Waiting | undefined> {
  const [row] = await runPrepared(
    em,
    'read-waiting',
    sql<Row>`
    select ids, versions, payloads, more, last_id, date_trunc('milliseconds', clock_timestamp()) as recorded_at,
      (select count(*) from anonymizations) as forgotten, ${narrowSql} as narrow
    from activity_head, (
      select string_agg(id::text, ',') filter (where fits) as ids,
        string_agg(version, ',') filter (where fits) as versions,
        '[' || string_agg(text, ',') filter (where fits) || ']' as payloads,
        count(*) = ${limit} or bool_or(not fits) as more
      from (
        select *, total <= ${READ_BYTES} or total = octet_length(text) as fits
        from (
          select *, sum(octet_length(text)) over (order by id) as total
          from (
            select id, xmin::text as version, payload::text as text from activity_outbox
            where id >= ${from} and (event_version is null or event_version <= ${known}) order by id limit ${limit}) oldest) summed) measured) waiting`,
  );
  if (!row?.ids) return undefined;
  return {
    ids: row.ids.split(',').map(Number),
    versions: row.versions.split(','),
    payloads: JSON.parse(row.payloads) as unknown[],
    head: { last_id: row.last_id, recorded_at: row.recorded_at.toISOString(), narrow: row.narrow },
    forgotten: row.forgotten,
    more: row.more,
  };
}

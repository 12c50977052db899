import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';

/**
 * How much text a job reads at once. Metadata takes up to twenty times as much memory as text, when it consists of
 * nothing but empty objects.
 */
export const SLICE_BYTES = 2 * 1024 * 1024;

/** Rows whose sizes are asked for at once. */
const SIZED_AT_ONCE = 4_096;

/** Ids above `after` and up to `upTo`. */
export interface IdRange {
  after: number;
  upTo: number;
}

/** About the bytes of a user agent that is kept in short. */
const agentBytes = sql`16 * octet_length(activities.agent)`;

/** The bytes of an activity's texts, for a query that has the table `activities`. */
export const activityBytes: RawBuilder<number> = sql<number>`(
  coalesce(octet_length(activities.entity_name), 0) + octet_length(activities.description)
  + octet_length(activities.extra_data::text) + coalesce(octet_length(activities.user_agent), ${agentBytes}, 0))`;

/** The bytes of the texts that are searched, which PostgreSQL knows without reading them. */
export const searchedBytes: RawBuilder<number> = sql<number>`(
  coalesce(octet_length(activities.entity_name), 0) + octet_length(activities.description))`;

/** What there is in its order, in groups of so many. */
export function* inGroups<Item>(items: Iterable<Item>, most: number): Generator<Item[]> {
  let group: Item[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < most) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Rows in their order, in groups that together have at most so many bytes; a row that has more is a group of its own. */
export function* withinBytes<Row extends { bytes: number }>(
  rows: Iterable<Row>,
  most = SLICE_BYTES,
): Generator<Row[]> {
  let group: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (group.length > 0 && bytes + row.bytes > most) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(row);
    bytes += row.bytes;
  }
  if (group.length > 0) yield group;
}

/**
 * Divides a range of activities into ranges that can be held in memory, whatever is in them: PostgreSQL tells the sizes
 * first, and what is read at once never has more than `most` bytes, or is a single activity. Ids of activities that are
 * gone belong to the range before or after them.
 * @param bytes what is read of an activity: `activityBytes` or `searchedBytes`
 */
export async function* byteSlices(
  em: EntityManager,
  { after, upTo }: IdRange,
  bytes: RawBuilder<number>,
  most = SLICE_BYTES,
): AsyncGenerator<IdRange> {
  for (let from = after; from < upTo; from += SIZED_AT_ONCE) {
    const to = Math.min(from + SIZED_AT_ONCE, upTo);
    const { rows } = await sql<{ id: number; bytes: number }>`
      select id, ${bytes} as bytes from activities where id > ${from} and id <= ${to} order by id`.execute(
      em.getKysely(),
    );
    let start = from;
    for (const group of [...withinBytes(rows, most)].slice(0, -1)) {
      const end = group.at(-1)?.id ?? start;
      yield { after: start, upTo: end };
      start = end;
    }
    yield { after: start, upTo: to };
  }
}

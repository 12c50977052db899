import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { withUserAgent } from '@timetracker/db';
import { jsonWeight as weight } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../scope/filter-scope-sql.ts';
import type { ActivityRow } from './present-activity.ts';
import { ReadAllowance } from './read-allowance.ts';

/** Which activities are read, and in which order. */
export interface WantedRows {
  /** Over `activities`; of what it leaves, everything is read. */
  where: Condition;
  /** The order of a table with `created_at` and `id`. */
  order: (table: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** By id, as they were stored. */
export const inOrderOfStoring: WantedRows['order'] = (table) => sql`${table}.id`;

/** A row without its metadata, which may be heavy. */
const columns = sql.raw(
  `id, event_id, user_id, username, display_name, action, entity_type, entity_id, entity_name, description, project_id,
  source, created_at, ip_address, user_agent, agent, posted`,
);

/** What a row takes besides its texts: its object, its date, its names and numbers. */
const ROW = 1_024;
/** What metadata may come to, as a multiple of its text: `[` is a byte, and so is `]`. */
const WORST = weight.container / 2;
/** Bytes of text that are taken for the worst that they may be: to look into them takes longer than to read them. */
const FEW_BYTES = 64 * 1024;
/** Bytes of text that are read in a turn of the event loop: others are answered between. */
const TURN_BYTES = 256 * 1024;

interface Read extends Omit<ActivityRow, 'extra_data'> {
  /** Null when all rows together have too much. */
  extra_text: string | null;
  agent: string | null;
  /** Of all texts of the row. */
  bytes: number;
}

/**
 * Reads activities, if the memory that they become is allowed. Their metadata may take thirty times as much memory as text,
 * and text a hundred times as much as it takes where it is stored: PostgreSQL finds out before it sends it. What pages
 * usually have, is sent with the first question.
 * @throws {HeavyRead} when they take more than is left of the allowance
 */
export async function readActivities(
  em: EntityManager,
  wanted: WantedRows,
  allowance = new ReadAllowance(),
): Promise<ActivityRow[]> {
  const few = Math.min(FEW_BYTES, Math.floor(allowance.left / (2 * WORST)));
  const rows = await readRows(em, wanted, few);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  if (bytes <= few) {
    allowance.take({ memory: rows.length * ROW + bytes * (WORST + 1), bytes });
    return decoded(rows);
  }
  const memory = rows.length * ROW + bytes + (await extraMemoryOf(em, rows));
  allowance.take({ memory, bytes });
  return decoded(await readRows(em, wanted, bytes));
}

/** @param most bytes of text, of all rows: where there are more, metadata is left out */
async function readRows(em: EntityManager, { where, order }: WantedRows, most: number): Promise<Read[]> {
  const { rows } = await sql<Read>`
    select ${columns}, bytes, case when sum(bytes) over () <= ${most} then extra end as extra_text
    from (
      select *, octet_length(extra) + octet_length(description) + coalesce(octet_length(entity_name), 0)
        + coalesce(octet_length(user_agent), 16 * octet_length(agent), 0) as bytes
    from (
      select activities.id, event_id, user_id, username, display_name, action, entity_type, entity_id, entity_name,
        description, project_id, source, activities.created_at, ip_address, user_agent, agent, posted,
        extra_data::text as extra
      from activities left join users on users.id = activities.user_id
      where ${where} offset 0) as written) as sized
    order by ${order(sql`sized`)}`.execute(em.getKysely());
  return rows;
}

/** A text or a name of JSON, as PostgreSQL's patterns have it. */
const TEXT = String.raw`"([^"\\]|\\.)*"`;

const countOf = (part: string) =>
  sql`(octet_length(bare) - octet_length(replace(bare, ${sql.lit(part)}, ''))) / ${sql.lit(part.length)}`;

/**
 * What the metadata of activities takes in memory, by the signs of its text, from which what texts and names say is taken
 * out first. Values that are no objects, lists or texts are those that commas leave.
 */
async function extraMemoryOf(em: EntityManager, rows: readonly { id: number }[]): Promise<number> {
  const { rows: sums } = await sql<{ memory: number }>`
    select coalesce(sum(bytes + ${sql.lit(weight.container)} * containers
      + ${sql.lit(weight.key - weight.text)} * colons + ${sql.lit(weight.text / 2)} * quotes
      + ${sql.lit(weight.scalar)} * greatest(0, commas + 1 - empty - quotes / 2 + colons)), 0) as memory
    from (
      select bytes, ${countOf('{')} + ${countOf('[')} as containers, ${countOf(':')} as colons,
        ${countOf('"')} as quotes, ${countOf(',')} as commas, ${countOf('{}')} + ${countOf('[]')} as empty
      from (
        select octet_length(extra) as bytes, regexp_replace(extra, ${TEXT}, '""', 'g') as bare
        from (select extra_data::text as extra from activities
          where id = any(${rows.map(({ id }) => id)}::bigint[]) offset 0) as texts offset 0) as bared) as signs`.execute(
    em.getKysely(),
  );
  return sums[0]?.memory ?? 0;
}

async function decoded(rows: readonly Read[]): Promise<ActivityRow[]> {
  const activities: ActivityRow[] = [];
  let bytes = 0;
  for (const { extra_text, bytes: own, ...row } of rows) {
    bytes += own;
    if (bytes > TURN_BYTES) {
      await setImmediate();
      bytes = 0;
    }
    const extra_data = JSON.parse(extra_text ?? '{}') as ActivityRow['extra_data'];
    activities.push({ ...withUserAgent(row), extra_data });
  }
  return activities;
}

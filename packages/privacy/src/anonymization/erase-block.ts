import { hash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  blockOf,
  personalOf,
  recognizerOf,
  redact,
  reindexBlocks,
  subjectRelation,
} from '@timetracker/activities';
import { type Hash, leafHash, rootOf } from '@timetracker/log';
import { type PersonalFields, personalText } from '@timetracker/shared';
import { sql } from 'kysely';
import type { Counts } from './counts.ts';
import { type ScannedActivity, type SubjectQuery, scanActivities } from './scan-activities.ts';

const SALT_BYTES = 16;

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** What was done to a block. */
export interface ErasedBlock {
  counts: Counts;
  /** The root over the entries of what was rewritten, in the order of ids: the step's part of the erasure's list. */
  root: Hash;
}

/**
 * Takes a person out of the activities above `after` and up to `upTo`, all of one block of the search index, which then
 * forgets their words, too. In the caller's transaction.
 */
export async function eraseBlock(
  tx: EntityManager,
  erasure_id: string,
  sought: SubjectQuery,
  after: number,
  upTo: number,
): Promise<ErasedBlock> {
  const counts = { activities: 0, ambiguous_left: 0 };
  const leaves: Hash[] = [];
  let words = false;
  for await (const rows of scanActivities(tx, sought, after, upTo)) {
    const found = redactAll(rows, sought);
    leaves.push(...(await rewrite(tx, erasure_id, found.changed)));
    counts.activities += found.changed.length;
    counts.ambiguous_left += found.left;
    words ||= found.words;
  }
  if (words) await reindexBlocks(tx, [blockOf(upTo)]);
  return { counts, root: rootOf(leaves) };
}

/** A purge took activities while they were looked at. Looked at again, they are not there. */
export class ConcurrentPurgeError extends Error {
  override name = 'ConcurrentPurgeError';
}

interface Change {
  row: ScannedActivity;
  fields: PersonalFields;
}

function redactAll(rows: readonly ScannedActivity[], sought: SubjectQuery) {
  const recognizer = recognizerOf(sought.names);
  const changed: Change[] = [];
  let left = 0;
  let words = false;
  for (const row of rows) {
    const result = redact(personalOf(row), recognizer, subjectRelation(row, sought));
    left += result.ambiguousLeft;
    words ||= result.words;
    if (result.fields) changed.push({ row, fields: result.fields });
  }
  return { changed, left, words };
}

/** @returns the leaves of the entries that the erasure's list has for them */
async function rewrite(tx: EntityManager, erasure_id: string, changes: readonly Change[]): Promise<Hash[]> {
  if (changes.length === 0) return [];
  const salts = changes.map(() => randomBytes(SALT_BYTES).toString('hex'));
  const digests = changes.map(({ fields }, index) => sha256((salts[index] ?? '') + personalText(fields)));
  const of = <Value>(value: (change: Change) => Value) => changes.map(value);
  const bytes = (values: (string | null)[]) => sql`array(
    select decode(digits, 'hex') from unnest(${values}::text[]) with ordinality as hex (digits, place) order by place)`;
  const { rows } = await sql<{
    count: number;
  }>`select erase_activities(${erasure_id}::uuid, ${of(({ row }) => row.id)}::bigint[],
    ${of(({ fields }) => fields.entity_name)}::text[], ${of(({ fields }) => fields.description)}::text[],
    ${of(({ fields }) => JSON.stringify(fields.extra_data))}::jsonb[], ${of(({ fields }) => fields.ip_address)}::text[],
    ${of(({ fields }) => fields.user_agent)}::text[],
    ${bytes(of(({ row }) => (row.salt === null ? null : sha256(row.salt + personalText(row)))))},
    ${bytes(digests)}, ${bytes(salts)},
    ${of(({ fields }) => (fields.posted ? JSON.stringify(fields.posted) : null))}::jsonb[]) as count`.execute(
    tx.getKysely(),
  );
  // What a purge took meanwhile is passed over, and must not be vouched for: the step is taken again.
  if (rows[0]?.count !== changes.length) throw new ConcurrentPurgeError();
  return changes.map(({ row }, index) => leafHash(`${row.id}:${digests[index] ?? ''}`));
}

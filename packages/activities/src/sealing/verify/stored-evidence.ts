import { type EntityManager, IsolationLevel } from '@mikro-orm/postgresql';
import { activityBytes, byteSlices, leavesSql, userAgentOf } from '@timetracker/db';
import { parseVerifier, type SubtreeNode } from '@timetracker/log';
import { sql } from 'kysely';
import { checkpointsBetween, listLogKeys } from '../checkpoints.ts';
import { KEPT_LEVELS } from '../log-nodes.ts';
import { hasExactNumbers } from './exact-numbers.ts';
import type {
  LogEvidence,
  LogSlice,
  PurgedRange,
  Rewrite,
  StoredActivity,
  StoredLeaf,
} from './log-evidence.ts';
import { findUnexpectedRelation } from './unexpected-relation.ts';

const SLICE = 4_096;
/** The levels whose nodes are kept, as far as numbers are exact. */
const LEVELS = [8, 16, 24, 32, 40, 48];

/** Works on what a database holds about its log at one moment, whatever is stored meanwhile. */
export const withStoredEvidence = <Result>(
  em: EntityManager,
  work: (evidence: LogEvidence) => Promise<Result>,
): Promise<Result> =>
  em.fork().transactional(async (tx) => work(await storedEvidence(tx)), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });

interface Bounds {
  head: number;
  lowest: number;
  highest: number;
  sealed: number;
}

async function storedEvidence(tx: EntityManager): Promise<LogEvidence> {
  const bounds = await readBounds(tx);
  const keys = await listLogKeys(tx);
  return {
    ...bounds,
    keys: keys.flatMap(({ verifier }) => parseVerifier(verifier) ?? []),
    odd: await findUnexpectedRelation(tx),
    strayNode: await strayNode(tx, bounds.highest),
    slices: (after, upTo) => byteSlices(tx, { after, upTo }, activityBytes),
    read: (after, upTo) => readSlice(tx, after, upTo),
    rewrites: () => allRewrites(tx),
    ranges: () => allRanges(tx),
  };
}

async function readBounds(tx: EntityManager): Promise<Bounds> {
  const { rows } = await sql<Bounds>`
    select head, sealed, least(1, (select min(id) from activities), (select min(id) from activity_leaves)) as lowest,
      greatest(head, sealed, (select max(id) from activities), (select max(id) from activity_leaves)) as highest
    from (select coalesce((select max(last_id) from activity_head), 0) as head,
      coalesce((select max(size) from log_checkpoints), 0) as sealed) as known`.execute(tx.getKysely());
  const [bounds] = rows;
  if (!bounds) throw new Error('A query without a table has a row');
  return bounds;
}

async function strayNode(tx: EntityManager, highest: number) {
  const { rows } = await sql<{ level: number; index: number }>`
    select level, index from log_nodes
    where level <= 0 or level % ${KEPT_LEVELS} <> 0 or (index + 1) * 2::numeric ^ level > ${highest}
    limit 1`.execute(tx.getKysely());
  return rows[0];
}

async function readSlice(tx: EntityManager, after: number, upTo: number): Promise<LogSlice> {
  return {
    activities: await activitiesBetween(tx, after, upTo),
    leaves: await leavesBetween(tx, after, upTo),
    rewrites: await rewritesBetween(tx, after, upTo),
    ranges: await rangesInto(tx, after, upTo),
    nodes: await nodesCompleted(tx, after, upTo),
    checkpoints: await checkpointsBetween(tx, after, upTo),
  };
}

/** A time that was set to infinity or the like has no ISO form. */
const instant = (value: unknown): string =>
  value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : String(value);

type StoredRow = Omit<StoredActivity, 'extra_data' | 'posted' | 'exact' | 'created_at' | 'recorded_at'> & {
  extra_data: string;
  posted: string | null;
  agent: string | null;
  created_at: unknown;
  recorded_at: unknown;
};

async function activitiesBetween(tx: EntityManager, after: number, upTo: number): Promise<StoredActivity[]> {
  const { rows } = await sql<StoredRow>`
    select id, event_id, user_id, action, entity_type, entity_id, entity_name, description,
      extra_data::text as extra_data, project_id, ip_address, user_agent, agent, posted::text as posted, source, created_at, recorded_at
    from activities where id > ${after} and id <= ${upTo} order by id`.execute(tx.getKysely());
  return rows.map(({ agent, ...row }) => ({
    ...row,
    user_agent: userAgentOf({ user_agent: row.user_agent, agent }),
    // Whatever somebody has made of it: what is no object does not hash to its leaf.
    extra_data: JSON.parse(row.extra_data) as StoredActivity['extra_data'],
    posted: JSON.parse(row.posted ?? 'null') as StoredActivity['posted'],
    exact: hasExactNumbers(row.extra_data) && hasExactNumbers(row.posted ?? ''),
    created_at: instant(row.created_at),
    recorded_at: instant(row.recorded_at),
  }));
}

async function leavesBetween(tx: EntityManager, after: number, upTo: number): Promise<StoredLeaf[]> {
  const { rows } = await sql<StoredLeaf>`
    select id, encode(hash, 'hex') as hash, encode(salt, 'hex') as salt, encode(commitment, 'hex') as commitment
    from ${leavesSql} as leaves where id > ${after} and id <= ${upTo} order by id`.execute(tx.getKysely());
  return rows;
}

async function rewritesBetween(tx: EntityManager, after: number, upTo: number): Promise<Rewrite[]> {
  const { rows } = await sql<Rewrite>`
    select erasure_id, activity_id, encode(digest, 'hex') as digest, encode(salt, 'hex') as salt
    from activity_rewrites where activity_id > ${after} and activity_id <= ${upTo}
    order by erasure_id, activity_id`.execute(tx.getKysely());
  return rows;
}

/** Ranges do not overlap, so only the last one that begins before can reach into the slice. */
async function rangesInto(tx: EntityManager, after: number, upTo: number): Promise<PurgedRange[]> {
  const { rows } = await sql<PurgedRange>`
    (select purge_id, first_id, last_id from activity_purged where first_id <= ${after}
      order by first_id desc limit 1)
    union all
    select purge_id, first_id, last_id from activity_purged
    where first_id > ${after} and first_id <= ${upTo}
    order by first_id`.execute(tx.getKysely());
  return rows;
}

async function nodesCompleted(tx: EntityManager, after: number, upTo: number): Promise<SubtreeNode[]> {
  const parts = LEVELS.map((level) => ({
    level,
    first: Math.floor(after / 2 ** level),
    end: Math.floor(upTo / 2 ** level),
  })).filter(({ first, end }) => first < end);
  const { rows } = await sql<SubtreeNode>`
    select node.level, node.index, encode(node.hash, 'hex') as hash
    from unnest(${parts.map((part) => part.level)}::smallint[], ${parts.map((part) => part.first)}::bigint[],
      ${parts.map((part) => part.end)}::bigint[]) as part (level, first, until)
    join log_nodes node on node.level = part.level and node.index >= first and node.index < until
    order by node.level, node.index`.execute(tx.getKysely());
  return rows;
}

const NO_UUID = '00000000-0000-0000-0000-000000000000';

async function* allRewrites(tx: EntityManager): AsyncIterable<Rewrite[]> {
  for (let last: Pick<Rewrite, 'erasure_id' | 'activity_id'> = { erasure_id: NO_UUID, activity_id: 0 }; ; ) {
    const { rows }: { rows: Rewrite[] } = await sql<Rewrite>`
      select erasure_id, activity_id, encode(digest, 'hex') as digest, encode(salt, 'hex') as salt
      from activity_rewrites where (erasure_id, activity_id) > (${last.erasure_id}::uuid, ${last.activity_id}::bigint)
      order by erasure_id, activity_id limit ${SLICE}`.execute(tx.getKysely());
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end;
  }
}

async function* allRanges(tx: EntityManager): AsyncIterable<PurgedRange[]> {
  for (let last: Pick<PurgedRange, 'purge_id' | 'first_id'> = { purge_id: NO_UUID, first_id: 0 }; ; ) {
    const { rows }: { rows: PurgedRange[] } = await sql<PurgedRange>`
      select purge_id, first_id, last_id
      from activity_purged where (purge_id, first_id) > (${last.purge_id}::uuid, ${last.first_id}::bigint)
      order by purge_id, first_id limit ${SLICE}`.execute(tx.getKysely());
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end;
  }
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { leavesSql } from '@timetracker/db';
import { type Hash, rootOf, type Subtree, type SubtreeNode } from '@timetracker/log';
import { fastNodeHash } from '@timetracker/log/node';
import { sql } from 'kysely';
import { LogDamagedError } from './log-damaged-error.ts';

/** The tree is kept at every eighth level: a 255th of the leaves, and any node is made of at most 128 others. */
export const KEPT_LEVELS = 8;

const HASH = /.{64}/g;

/** Whether the nodes of a level are kept. */
export const isKept = ({ level }: Subtree): boolean => level % KEPT_LEVELS === 0;

/** Stores nodes that became complete. */
export async function insertNodes(tx: EntityManager, nodes: readonly SubtreeNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await sql`insert into log_nodes (level, index, hash)
    select level, index, decode(hash, 'hex') from unnest(
      ${nodes.map((node) => node.level)}::smallint[], ${nodes.map((node) => node.index)}::bigint[],
      ${nodes.map((node) => node.hash)}::text[]) as node (level, index, hash)`.execute(tx.getKysely());
}

/**
 * The roots of complete subtrees of what is sealed, in their order, with one query: each of up to 128 kept nodes or
 * leaves beneath it.
 * @throws {LogDamagedError} when a leaf or node is missing
 */
export async function subtreeHashes(em: EntityManager, subtrees: readonly Subtree[]): Promise<Hash[]> {
  const beneath = subtrees.map(({ level, index }) => {
    const kept = level - (level % KEPT_LEVELS);
    const count = 2 ** (level - kept);
    return { level: kept, first: index * count, count };
  });
  // One text for each: a list of short ones takes longer to read than to hash.
  const { rows } = await sql<{ digits: string | null }>`
    select encode(case when level = 0
      then (select string_agg(hash, ''::bytea order by id) from ${leavesSql} as leaves
        where id > first and id <= first + count)
      else (select string_agg(hash, ''::bytea order by index) from log_nodes node
        where node.level = part.level and index >= first and index < first + count)
      end, 'hex') as digits
    from unnest(${beneath.map((part) => part.level)}::smallint[], ${beneath.map((part) => part.first)}::bigint[],
      ${beneath.map((part) => part.count)}::bigint[]) with ordinality as part (level, first, count, place)
    order by place`.execute(em.getKysely());
  return beneath.map(({ level, first, count }, place) => {
    const hashes = rows[place]?.digits?.match(HASH) ?? [];
    if (hashes.length !== count)
      throw new LogDamagedError(
        level === 0
          ? `a leaf is missing from ${first + 1} to ${first + count}`
          : `a node is missing on level ${level} from ${first} to ${first + count - 1}`,
      );
    return rootOf(hashes, fastNodeHash);
  });
}

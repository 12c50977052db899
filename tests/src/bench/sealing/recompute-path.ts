import type { EntityManager } from '@timetracker/db';
import { hash } from 'node:crypto';
import { sql } from 'kysely';

/** The way of a leaf to the root, in hexadecimal. */
export interface RecomputedPath {
  path: string[];
  root: string;
}

/**
 * What is done without stored nodes: all leaf hashes are read and the whole tree is computed, level by level (RFC 6962,
 * 2.1), for a single path.
 */
export async function recomputePath(em: EntityManager, index: number, size: number): Promise<RecomputedPath> {
  const path: string[] = [];
  let level = await readLeaves(em, size);
  for (let place = index; level.length > 1; place >>>= 1) {
    const beside = level[place ^ 1];
    if (beside) path.push(beside.toString('hex'));
    level = levelAbove(level);
  }
  return { path, root: level[0]?.toString('hex') ?? '' };
}

const NODE = Buffer.from([1]);

/** The last of an odd number goes up as it is. */
function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let place = 0; place < level.length; place += 2) {
    const [left, right] = [level[place], level[place + 1]];
    if (left) above.push(right ? hash('sha256', Buffer.concat([NODE, left, right]), 'buffer') : left);
  }
  return above;
}

/** In one text, as the product reads its nodes: rows would take most of the time. */
const SLICE = 65_536;
const BYTES = 32;

async function readLeaves(em: EntityManager, size: number): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (let first = 0; first < size; first += SLICE) {
    const { rows } = await sql<{ hashes: Buffer }>`
      select string_agg(hash, ''::bytea order by id) as hashes from activity_leaves
      where id > ${first} and id <= ${Math.min(first + SLICE, size)}`.execute(em.getKysely());
    const hashes = rows[0]?.hashes ?? Buffer.alloc(0);
    for (let at = 0; at < hashes.length; at += BYTES) leaves.push(hashes.subarray(at, at + BYTES));
  }
  return leaves;
}

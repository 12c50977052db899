import { hash } from 'node:crypto';
import { type EntityManager, leavesSql } from '@timetracker/db';
import { sql } from 'kysely';

/** The way of a leaf to the root, in hexadecimal. */
export interface RecomputedPath {
  path: string[];
  root: string;
}

const BYTES = 32;

/**
 * What is done without stored nodes: all leaf hashes are read and the whole tree is computed, level by level (RFC 6962,
 * 2.1), for a single path.
 */
export async function recomputePath(em: EntityManager, index: number, size: number): Promise<RecomputedPath> {
  const path: string[] = [];
  let level = await readLeaves(em, size);
  for (let place = index; level.length > BYTES; place = Math.floor(place / 2)) {
    const beside = place % 2 === 0 ? place + 1 : place - 1;
    if (beside * BYTES < level.length) path.push(digits(level, beside));
    level = levelAbove(level);
  }
  return { path, root: digits(level, 0) };
}

const digits = (level: Buffer, place: number) => level.toString('hex', place * BYTES, (place + 1) * BYTES);

/** Hashes one after another in one buffer, as those beneath: objects of their own would take most of the time. */
function levelAbove(level: Buffer): Buffer {
  const above = Buffer.allocUnsafe(Math.ceil(level.length / BYTES / 2) * BYTES);
  const node = Buffer.alloc(1 + 2 * BYTES, 1);
  let to = 0;
  for (let at = 0; at < level.length; at += 2 * BYTES, to += BYTES) {
    // The last of an odd number goes up as it is.
    if (at + BYTES === level.length) level.copy(above, to, at);
    else {
      level.copy(node, 1, at, at + 2 * BYTES);
      hash('sha256', node, 'buffer').copy(above, to);
    }
  }
  return above;
}

const SLICE = 65_536;

/** Joined by the database: rows would take most of the time. */
async function readLeaves(em: EntityManager, size: number): Promise<Buffer> {
  const slices: Buffer[] = [];
  for (let first = 0; first < size; first += SLICE) {
    const { rows } = await sql<{ hashes: Buffer }>`
      select string_agg(hash, ''::bytea order by id) as hashes from ${leavesSql} as leaves
      where id > ${first} and id <= ${Math.min(first + SLICE, size)}`.execute(em.getKysely());
    slices.push(...rows.map(({ hashes }) => hashes));
  }
  return Buffer.concat(slices);
}

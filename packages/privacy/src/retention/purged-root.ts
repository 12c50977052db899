import type { EntityManager } from '@mikro-orm/postgresql';
import { growTree, type Hash, leafHash, rootOf } from '@timetracker/log';
import { fastNodeHash } from '@timetracker/log/node';
import { sql } from 'kysely';

const SLICE = 4_096;

/** What a batch removed, in the order of ids: how many, and the root over its ranges. */
export function partOf(ids: readonly number[]): { purged: number; root: Hash } {
  const ranges: { first: number; last: number }[] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range?.last === id - 1) range.last = id;
    else ranges.push({ first: id, last: id });
  }
  return {
    purged: ids.length,
    root: rootOf(ranges.map(({ first, last }) => leafHash(`${first}-${last}`))),
  };
}

/** The root over the ranges that a purge has removed, in order: an activity vouches for the list by it (docs/audit.md). */
export async function purgedRoot(em: EntityManager, purge_id: string): Promise<Hash> {
  const tree = growTree(undefined, fastNodeHash);
  for (let last = 0; ; ) {
    const { rows } = await sql<{ first_id: number; last_id: number }>`
      select first_id, last_id from activity_purged
      where purge_id = ${purge_id} and first_id > ${last} order by first_id limit ${SLICE}`.execute(
      em.getKysely(),
    );
    for (const { first_id, last_id } of rows) tree.append(leafHash(`${first_id}-${last_id}`));
    if (rows.length < SLICE) return tree.root();
    last = rows.at(-1)?.first_id ?? last;
  }
}

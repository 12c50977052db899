import type { EntityManager } from '@mikro-orm/postgresql';
import { growTree, type Hash, leafHash } from '@timetracker/log';
import { fastNodeHash } from '@timetracker/log/node';
import { sql } from 'kysely';

const SLICE = 8_192;

/** The root of RFC 6962 over what an erasure rewrote, in the order of ids, and how many that are. */
export async function rewritesRoot(
  em: EntityManager,
  erasure_id: string,
): Promise<{ root: Hash; size: number }> {
  const tree = growTree(undefined, fastNodeHash);
  for (let after = 0; ; ) {
    const { rows }: { rows: { id: number; digest: string }[] } = await sql<{ id: number; digest: string }>`
      select activity_id as id, encode(digest, 'hex') as digest from activity_rewrites
      where erasure_id = ${erasure_id} and activity_id > ${after} order by activity_id limit ${SLICE}`.execute(
      em.getKysely(),
    );
    for (const { id, digest } of rows) tree.append(leafHash(`${id}:${digest}`));
    const last = rows.at(-1);
    if (!last) return { root: tree.root(), size: tree.size };
    after = last.id;
  }
}

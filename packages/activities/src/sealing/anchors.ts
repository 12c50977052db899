import type { EntityManager } from '@mikro-orm/postgresql';
import type { Checkpoint, Hash } from '@timetracker/log';
import { sql } from 'kysely';

/** What was last kept at a place outside. */
export interface Anchored {
  size: number;
  /** Unknown of what a release brought there that did not keep it. */
  root: Hash | null;
  anchored_at: Date;
}

/** The last checkpoint that was brought to a place; undefined when none was. */
export async function lastAnchored(em: EntityManager, target: string): Promise<Anchored | undefined> {
  const { rows } = await sql<Anchored>`
    select size, case when root_size = size then encode(root, 'hex') end as root, anchored_at
    from log_anchors where target = ${target}`.execute(em.getKysely());
  return rows[0];
}

/** Notes that a checkpoint was brought to a place, for all workers. */
export async function markAnchored(
  em: EntityManager,
  target: string,
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
): Promise<void> {
  await sql`insert into log_anchors (target, size, root, root_size)
    values (${target}, ${size}, decode(${root}, 'hex'), ${size})
    on conflict (target) do update set size = excluded.size, root = excluded.root, root_size = excluded.root_size,
      anchored_at = now()`.execute(em.getKysely());
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** What was last kept at a place outside. */
export interface Anchored {
  size: number;
  anchored_at: Date;
}

/** The last checkpoint that was brought to a place; undefined when none was. */
export async function lastAnchored(em: EntityManager, target: string): Promise<Anchored | undefined> {
  const { rows } = await sql<Anchored>`
    select size, anchored_at from log_anchors where target = ${target}`.execute(em.getKysely());
  return rows[0];
}

/** Notes that a checkpoint was brought to a place. */
export async function markAnchored(em: EntityManager, target: string, size: number): Promise<void> {
  await sql`insert into log_anchors (target, size) values (${target}, ${size})
    on conflict (target) do update set size = excluded.size, anchored_at = now()`.execute(em.getKysely());
}

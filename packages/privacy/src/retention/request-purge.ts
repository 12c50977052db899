import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { findPurge, type Purge } from './purge.ts';

export interface PurgeRequest extends Pick<Purge, 'before' | 'entity_type' | 'reason'> {
  /** Whether statistics go on counting what goes; true, unless said otherwise. */
  keep_counts?: boolean;
  by_policy?: boolean;
  requested_by?: number | null;
}

/** Asks for a purge. Nothing goes before somebody carries it out (`runPurge`), the worker for example. */
export async function requestPurge(em: EntityManager, request: PurgeRequest): Promise<Purge> {
  const { before, entity_type, reason, keep_counts = true, by_policy = false, requested_by = null } = request;
  const id = randomUUID();
  await sql`
    insert into activity_purges (id, reason, before, entity_type, keep_counts, by_policy, requested_by)
    values (${id}, ${reason}, ${before}, ${entity_type}, ${keep_counts}, ${by_policy}, ${requested_by})`.execute(
    em.getKysely(),
  );
  return findPurge(em, id);
}

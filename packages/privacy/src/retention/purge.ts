import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '@timetracker/shared';
import { sql } from 'kysely';

/** A purge: what it was asked for, and how far it has come. Instants are ISO 8601 in UTC. */
export interface Purge {
  id: string;
  /** What the activities about it are about. */
  number: number;
  reason: string;
  /** Activities that happened before go. */
  before: string;
  /** Only those of a type; null: all. */
  entity_type: string | null;
  /** Whether statistics go on counting what went. */
  keep_counts: boolean;
  by_policy: boolean;
  requested_by: number | null;
  started_at: string;
  /** When the first step was taken; from then on, an activity says so. */
  begun_at: string | null;
  finished_at: string | null;
  /** The last activity that it looks at: what was sealed when it began. */
  last_id: number | null;
  purged_through: number;
  purged: number;
}

interface Row extends Omit<Purge, 'before' | 'started_at' | 'begun_at' | 'finished_at'> {
  before: Date;
  started_at: Date;
  begun_at: Date | null;
  finished_at: Date | null;
}

const columns = sql`id, number, reason, before, entity_type, keep_counts, by_policy, requested_by, started_at, begun_at,
  finished_at, last_id, purged_through, purged`;

const asPurge = (row: Row): Purge => ({
  ...row,
  before: row.before.toISOString(),
  started_at: row.started_at.toISOString(),
  begun_at: row.begun_at?.toISOString() ?? null,
  finished_at: row.finished_at?.toISOString() ?? null,
});

/** @throws {AppError} notFound */
export async function findPurge(em: EntityManager, id: string): Promise<Purge> {
  const { rows } = await sql<Row>`select ${columns} from activity_purges where id = ${id}`.execute(
    em.getKysely(),
  );
  const [row] = rows;
  if (!row) throw new AppError('notFound', 'There is no such purge');
  return asPurge(row);
}

/** The latest purges, the newest first. */
export async function listPurges(em: EntityManager, limit: number): Promise<Purge[]> {
  const { rows } = await sql<Row>`
    select ${columns} from activity_purges order by number desc limit ${limit}`.execute(em.getKysely());
  return rows.map(asPurge);
}

/** Those that have not come to their end, the oldest first. */
export async function openPurges(em: EntityManager): Promise<Purge[]> {
  const { rows } = await sql<Row>`
    select ${columns} from activity_purges where finished_at is null order by number`.execute(em.getKysely());
  return rows.map(asPurge);
}

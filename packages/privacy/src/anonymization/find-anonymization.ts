import type { EntityManager } from '@mikro-orm/postgresql';
import type { Identity } from '@timetracker/activities';
import { sql } from 'kysely';
import type { Counts } from './counts.ts';

type Stage = 'waiting' | 'places' | 'activities' | 'settling' | 'completed';

/** An anonymization as it is kept. */
export interface AnonymizationRow {
  id: string;
  user_id: number;
  requested_by: number | null;
  reason: string;
  requested_at: Date;
  /** Whom to look for, as long as that goes on. */
  identifiers: Partial<Identity>[] | null;
  /** Of their devices, likewise. */
  addresses: string[] | null;
  stage: Stage;
  target: number;
  scanned: number;
  counts: Counts;
  finished_at: Date | null;
}

/** The anonymization of a user. */
export async function findAnonymization(
  em: EntityManager,
  user_id: number,
): Promise<AnonymizationRow | undefined> {
  const { rows } = await sql<AnonymizationRow>`
    select * from anonymizations where user_id = ${user_id}`.execute(em.getKysely());
  return rows[0];
}

/** Those that have not come to their end, the oldest first. */
export async function unfinishedAnonymizations(em: EntityManager): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from anonymizations where finished_at is null order by requested_at`.execute(em.getKysely());
  return rows.map(({ id }) => id);
}

/** Until the transaction ends, nobody else goes on with it. */
export async function lockAnonymization(tx: EntityManager, id: string): Promise<AnonymizationRow> {
  const { rows } = await sql<AnonymizationRow>`
    select * from anonymizations where id = ${id} for update`.execute(tx.getKysely());
  const [row] = rows;
  if (!row) throw new Error(`There is no anonymization ${id}`);
  return row;
}

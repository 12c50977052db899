import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError } from '@timetracker/shared';
import { sql } from 'kysely';

/** What nobody may purge or anonymize: the activities of a project, or of and about a person. One of the two is null. */
export interface LegalHold {
  id: number;
  project_id: number | null;
  user_id: number | null;
  reason: string;
  placed_by: number | null;
  placed_at: string;
}

type Row = Omit<LegalHold, 'placed_at'> & { placed_at: Date };
const present = (row: Row): LegalHold => ({ ...row, placed_at: row.placed_at.toISOString() });

const columns = sql`id, project_id, user_id, reason, placed_by, placed_at`;

/** Every hold, the newest first. */
export async function listHolds(em: EntityManager): Promise<LegalHold[]> {
  const { rows } = await sql<Row>`select ${columns} from legal_holds order by id desc`.execute(
    em.getKysely(),
  );
  return rows.map(present);
}

/**
 * The holds over what a person did, the oldest first: on the person, and on projects in which they did something or are
 * a member.
 */
export async function holdsOver(em: EntityManager, user_id: number): Promise<LegalHold[]> {
  const { rows } = await sql<Row>`
    select ${columns} from legal_holds hold
    where user_id = ${user_id}
      or exists (select from project_members member
        where member.project_id = hold.project_id and member.user_id = ${user_id})
      or exists (select from activities
        where activities.user_id = ${user_id} and activities.project_id = hold.project_id)
    order by id`.execute(em.getKysely());
  return rows.map(present);
}

/**
 * Places a hold within the caller's transaction. It waits for the step of a purge or an anonymization that is under way:
 * from the commit on, nothing that the hold covers goes or is rewritten.
 * @throws {AppError} conflict for a project or person that is under hold already
 */
export async function placeHold(
  em: EntityManager,
  { project_id, user_id, reason, placed_by }: Omit<LegalHold, 'id' | 'placed_at'>,
): Promise<LegalHold> {
  const { rows } = await sql<Row>`
    insert into legal_holds (project_id, user_id, reason, placed_by)
    values (${project_id}, ${user_id}, ${reason}, ${placed_by})
    on conflict do nothing returning ${columns}`.execute(em.getKysely());
  const [row] = rows;
  if (!row) throw new AppError('conflict', 'There is a legal hold already');
  return present(row);
}

/** @throws {AppError} notFound */
export async function releaseHold(em: EntityManager, id: number): Promise<LegalHold> {
  const { rows } = await sql<Row>`delete from legal_holds where id = ${id} returning ${columns}`.execute(
    em.getKysely(),
  );
  const [row] = rows;
  if (!row) throw new AppError('notFound', 'There is no such legal hold');
  return present(row);
}

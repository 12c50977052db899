import type { EntityManager } from '@mikro-orm/postgresql';
import type { Hash } from '@timetracker/log';
import { type RawBuilder, sql } from 'kysely';

/** A checkpoint as it is stored. */
export interface StoredCheckpoint {
  size: number;
  root: Hash;
  /** The signed note. */
  note: string;
  created_at: string;
}

/** A key that checkpoints were signed with. */
export interface LogKey {
  /** `name+id+base64` (C2SP signed-note). */
  verifier: string;
  first_used_at: string;
}

/** The checkpoint of a size, else the newest; undefined when there is none. */
export async function findCheckpoint(
  em: EntityManager,
  size?: number,
): Promise<StoredCheckpoint | undefined> {
  const [found] = await select(
    em,
    size === undefined ? sql`order by size desc limit 1` : sql`where size = ${size}`,
  );
  return found;
}

/** The checkpoints with a size above `after` and up to `upTo`, in order. */
export const checkpointsBetween = (
  em: EntityManager,
  after: number,
  upTo: number,
): Promise<StoredCheckpoint[]> => select(em, sql`where size > ${after} and size <= ${upTo} order by size`);

async function select(em: EntityManager, which: RawBuilder<unknown>): Promise<StoredCheckpoint[]> {
  const { rows } = await sql<Omit<StoredCheckpoint, 'created_at'> & { created_at: Date }>`
    select size, encode(root, 'hex') as root, note, created_at from log_checkpoints ${which}`.execute(
    em.getKysely(),
  );
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** Every key that ever signed, the oldest first: with them, old checkpoints can be checked after the key was changed. */
export async function listLogKeys(em: EntityManager): Promise<LogKey[]> {
  const { rows } = await sql<{ verifier: string; first_used_at: Date }>`
    select verifier, first_used_at from log_keys order by first_used_at, verifier`.execute(em.getKysely());
  return rows.map((row) => ({ ...row, first_used_at: row.first_used_at.toISOString() }));
}

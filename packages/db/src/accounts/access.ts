import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** A key as the sign-in library keeps it. */
export interface StoredKey {
  id: number;
  user_id: number;
  display_name: string;
  name: string;
  start: string;
  metadata: string | null;
  created_at: Date;
  last_used_at: Date | null;
}

/** The API keys of a person, or of everybody; newest first. */
export async function listKeys(em: EntityManager, user_id?: number): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    select k.id, u.id as user_id, u.display_name, coalesce(k.name, '') as name, coalesce(k.start, '') as start,
      k.metadata, k."createdAt" as created_at, k."lastRequest" as last_used_at
    from auth_api_keys k join users u on u.id::text = k."referenceId"
    where ${user_id === undefined ? sql`true` : sql`u.id = ${user_id}`}
    order by k.id desc`.execute(em.getKysely());
  return rows;
}

export interface StoredSession {
  id: number;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  last_used_at: Date;
}

/** Where a person is signed in, last used first. */
export async function listSessions(em: EntityManager, user_id: number): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select id, ip_address, user_agent, created_at, updated_at as last_used_at from auth_sessions
    where user_id = ${user_id} and expires_at > now() order by updated_at desc, id desc`.execute(
    em.getKysely(),
  );
  return rows;
}

/** Whose key or session was removed. */
export interface Removed {
  user_id: number;
  display_name: string;
  name: string;
}

/**
 * Removes a key.
 * @param owner whose it must be; undefined: anybody's
 * @returns undefined when there is none such
 */
export async function removeKey(em: EntityManager, id: number, owner?: number): Promise<Removed | undefined> {
  const { rows } = await sql<Removed>`
    delete from auth_api_keys k using users u
    where k.id = ${id} and u.id::text = k."referenceId" and ${ownedBy(owner)}
    returning u.id as user_id, u.display_name, coalesce(k.name, '') as name`.execute(em.getKysely());
  return rows[0];
}

/** Removes all keys of a person. @returns what was removed, oldest first */
export async function removeKeysOf(em: EntityManager, user_id: number): Promise<{ name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    delete from auth_api_keys where "referenceId" = ${String(user_id)}
    returning id, coalesce(name, '') as name`.execute(em.getKysely());
  return rows.sort((one, other) => one.id - other.id);
}

/** Ends a session: like {@link removeKey}. */
export async function removeSession(
  em: EntityManager,
  id: number,
  owner?: number,
): Promise<Removed | undefined> {
  const { rows } = await sql<Removed>`
    delete from auth_sessions s using users u
    where s.id = ${id} and u.id = s.user_id and ${ownedBy(owner)}
    returning u.id as user_id, u.display_name, '' as name`.execute(em.getKysely());
  return rows[0];
}

const ownedBy = (owner: number | undefined) => (owner === undefined ? sql`true` : sql`u.id = ${owner}`);

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '@timetracker/shared';
import { sql } from 'kysely';

/** A key that works, and whose it is. */
export interface KeyHolder {
  key_id: number;
  metadata: string | null;
  /** Null: it does not expire. */
  expires_at: Date | null;
  last_used_at: Date | null;
  id: number;
  username: string;
  display_name: string;
  email: string;
  role: Role;
}

/** Whose key it is. @returns undefined for one that does not exist, has expired, or is of a deactivated account */
export async function keyHolder(em: EntityManager, hash: string): Promise<KeyHolder | undefined> {
  const { rows } = await sql<KeyHolder>`
    select k.id as key_id, k.metadata, k."expiresAt" as expires_at, k."lastRequest" as last_used_at,
      u.id, u.username, u.display_name, u.email, u.role
    from auth_api_keys k join users u on u.id = k."referenceId"::integer
    where k.key = ${hash} and k.enabled and (k."expiresAt" is null or k."expiresAt" > now())
      and u.deactivated_at is null`.execute(em.getKysely());
  return rows[0];
}

/** Notes that a key is used. */
export async function noteKeyUse(em: EntityManager, key_id: number): Promise<void> {
  await sql`
    update auth_api_keys set "lastRequest" = now(), "requestCount" = coalesce("requestCount", 0) + 1
    where id = ${key_id}`.execute(em.getKysely());
}

/** A key to be stored: of its text only the beginning, by which people tell it from others, and a hash. */
export interface NewKey {
  user_id: number;
  name: string;
  start: string;
  hash: string;
  metadata: string;
}

/** Stores a key, in the form in which the sign-in library keeps keys. */
export async function addKey(em: EntityManager, key: NewKey): Promise<void> {
  await sql`
    insert into auth_api_keys ("configId", name, start, "referenceId", key, enabled, "rateLimitEnabled", "requestCount",
      "createdAt", "updatedAt", metadata)
    values ('default', ${key.name}, ${key.start}, ${String(key.user_id)}, ${key.hash}, true, false, 0, now(), now(),
      ${key.metadata})`.execute(em.getKysely());
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Authority } from '../capture/authority.ts';

/** The place of an authority that holds in the list, and what its key may do (as the key was stored). */
export interface HoldingRight {
  index: number;
  metadata: string | null;
}

/**
 * Which of several authorities hold now, with one query: the account is active and has the same role, and the session or
 * the key exists and has not expired.
 */
export async function rightsThatHold(
  em: EntityManager,
  authorities: readonly Authority[],
): Promise<HoldingRight[]> {
  const of = <Value>(value: (authority: Authority) => Value) => authorities.map(value);
  const { rows } = await sql<HoldingRight>`
    select (w.place - 1)::integer as index, k.metadata
    from unnest(
      ${of(({ user_id }) => user_id)}::integer[],
      ${of(({ role }) => role)}::text[],
      ${of(({ session_id }) => session_id ?? null)}::integer[],
      ${of(({ key_id }) => key_id ?? null)}::integer[]
    ) with ordinality as w (user_id, role, session_id, key_id, place)
    join users u on u.id = w.user_id and u.role = w.role and u.deactivated_at is null
    left join auth_sessions s on s.id = w.session_id and s.user_id = u.id and s.expires_at > now()
    left join auth_api_keys k on k.id = w.key_id and k."referenceId" = u.id::text and k.enabled
      and (k."expiresAt" is null or k."expiresAt" > now())
    where s.id is not null or k.id is not null`.execute(em.getKysely());
  return rows;
}

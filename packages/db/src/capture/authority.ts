import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AppError, type Role } from '@timetracker/shared';
import { type RawBuilder, sql } from 'kysely';

/** The account, the role and the session or key with which a request was admitted. */
export interface Authority {
  user_id: number;
  role: Role;
  session_id?: number | undefined;
  key_id?: number | undefined;
}

const authorities = new AsyncLocalStorage<Authority>();

/**
 * Runs `work`; a transaction that it begins commits only while the authority holds.
 * @throws {AppError} from the commit: unauthorized when account, session or key have ended; forbidden when the role is
 * a lesser one by now
 */
export const underAuthority = <Result>(authority: Authority, work: () => Result): Result =>
  authorities.run(authority, work);

/** Runs `work` under the same account and role, for whoever ends the session or the key that they use at the moment. */
export function withoutCredential<Result>(work: () => Result): Result {
  const authority = authorities.getStore();
  return authority ? authorities.run({ user_id: authority.user_id, role: authority.role }, work) : work();
}

/**
 * Looks again whether whoever asked for a change may still ask: a request may have been admitted before its rights were
 * revoked. Account, session and key stay locked until the transaction ends, so that whoever revokes them comes either
 * before, and the change fails, or after.
 * @throws {AppError} unauthorized, forbidden: as {@link underAuthority}
 */
export async function checkAuthority(em: EntityManager): Promise<void> {
  const authority = authorities.getStore();
  if (!authority) return;
  const db = em.getKysely();
  if ((await lockAuthority(authority).execute(db)).rows.length > 0) return;
  const { user_id, role } = authority;
  const { rows } = await sql`
    select from users where id = ${user_id} and deactivated_at is null and role <> ${role}`.execute(db);
  if (rows.length > 0) throw new AppError('forbidden', 'Your role has changed in the meantime');
  throw new AppError('unauthorized', 'Your session or key has ended in the meantime; sign in again');
}

/** Checks the authority of every transaction just before it commits. */
export class AuthorityCheck implements EventSubscriber {
  async beforeTransactionCommit({ em, transaction }: TransactionEventArgs): Promise<void> {
    // The transaction around a savepoint is checked when it ends.
    if (transaction && 'savepointName' in transaction) return;
    await checkAuthority(em as EntityManager);
  }
}

function lockAuthority({ user_id, role, session_id, key_id }: Authority): RawBuilder<unknown> {
  const holds = sql`u.id = ${user_id} and u.deactivated_at is null and (u.role = 'admin' or ${role} = 'member')`;
  if (session_id !== undefined)
    return sql`
      select from users u join auth_sessions s on s.user_id = u.id
      where ${holds} and s.id = ${session_id} and s.expires_at > now()
      for share of u for key share of s`;
  if (key_id !== undefined)
    return sql`
      select from users u join auth_api_keys k on k."referenceId" = u.id::text
      where ${holds} and k.id = ${key_id} and k.enabled and (k."expiresAt" is null or k."expiresAt" > now())
      for share of u for key share of k`;
  return sql`select from users u where ${holds} for share of u`;
}

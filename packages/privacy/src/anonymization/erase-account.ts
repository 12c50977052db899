import type { EntityManager } from '@mikro-orm/postgresql';
import { type Identity, REPLACEMENT } from '@timetracker/activities';
import { currentTime, endSessions, lockTimeOf, TimeEntry, type User } from '@timetracker/db';
import { sql } from 'kysely';

/**
 * Takes everything personal from an account, and every way to sign in. The row stays, for what the person did refers to it.
 * It is not captured like other changes, which would tell the names.
 */
export async function eraseAccount(
  tx: EntityManager,
  user: User,
  identities: readonly Partial<Identity>[],
): Promise<void> {
  const db = tx.getKysely();
  const { id } = user;
  await stopTimerOf(tx, id);
  await endSessions(tx, id);
  const emails = identities.flatMap(({ email }) => email ?? []);
  await sql`delete from auth_accounts where user_id = ${id}`.execute(db);
  await sql`delete from auth_api_keys where "referenceId" = ${String(id)}`.execute(db);
  await sql`
    delete from auth_verifications
    where value = ${String(id)} or lower(identifier) = any(${emails}::text[])`.execute(db);
  await sql`delete from invitations where user_id = ${id}`.execute(db);
  await sql`delete from saved_views where user_id = ${id} and not shared`.execute(db);
  const username = await freeUsername(tx, id);
  await sql`
    update users set username = ${username}, display_username = ${username}, display_name = ${REPLACEMENT},
      email = ${`${username}@deleted.invalid`}, email_verified = false, image = null, time_zone = null, locale = null,
      role = 'member', deactivated_at = coalesce(deactivated_at, now()), anonymized_at = now(), updated_at = now(),
      version = version + 1
    where id = ${id}`.execute(db);
}

async function stopTimerOf(tx: EntityManager, user_id: number): Promise<void> {
  await lockTimeOf(tx, user_id);
  const timer = await tx.findOne(TimeEntry, { user_id, ended_at: null });
  if (!timer) return;
  timer.ended_at = new Date(Math.max(+currentTime(), +timer.started_at + 1));
  await tx.flush();
}

/** Somebody may have taken the name that is meant for the person. */
async function freeUsername(tx: EntityManager, user_id: number): Promise<string> {
  const wanted = `deleted-user-${user_id}`;
  const { rows } = await sql<{ username: string }>`
    select username from users
    where id <> ${user_id} and (starts_with(username, ${wanted}) or starts_with(email, ${wanted}))`.execute(
    tx.getKysely(),
  );
  return rows.length === 0 ? wanted : `${wanted}-${crypto.randomUUID().slice(0, 8)}`;
}

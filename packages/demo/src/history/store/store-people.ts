import { invalid } from '@timetracker/shared';
import { Random } from '@timetracker/shared/random';
import { type Kysely, sql } from 'kysely';
import type { PersonPlan } from '../cast/person-plan.ts';
import { instantAt, type Period } from '../period.ts';

/** A planned person with their account as it is. */
export interface StoredPerson extends PersonPlan {
  id: number;
  created_at: Date;
  is_new: boolean;
}

const LONGEST_BEFORE_MS = 300 * 86_400_000;

/**
 * Accounts for planned people; whoever has one keeps it. Without a password nobody can sign in to them.
 * @throws {AppError} invalid when somebody else has one of the names
 */
export async function storePeople(
  db: Kysely<unknown>,
  plans: readonly PersonPlan[],
  period: Period,
): Promise<StoredPerson[]> {
  const joined = plans.map(({ number, joins }) =>
    joins > 0
      ? instantAt(period, joins)
      : period.from - new Random('before', number).unit() * LONGEST_BEFORE_MS,
  );
  const usernames = plans.map(({ username }) => username);
  const added = await sql<{ id: number }>`
    insert into users (username, display_username, display_name, email, time_zone, created_at, updated_at)
    select username, username, display_name, email, time_zone, created_at, created_at from unnest(
      ${usernames}::text[], ${plans.map(({ display_name }) => display_name)}::text[],
      ${plans.map(({ email }) => email)}::text[], ${plans.map(({ time_zone }) => time_zone)}::text[],
      ${joined.map((instant) => new Date(instant))}::timestamptz[]
    ) as person (username, display_name, email, time_zone, created_at)
    on conflict do nothing returning id`.execute(db);
  const isNew = new Set(added.rows.map(({ id }) => id));
  const { rows } = await sql<Omit<StoredPerson, 'is_new'>>`
    select id, username, email, display_name, created_at from users
    where username = any(${usernames}::text[])`.execute(db);
  const accounts = new Map(rows.map((row) => [row.username, row]));
  return plans.map((plan) => {
    const account = accounts.get(plan.username);
    if (account?.email !== plan.email)
      throw invalid(
        'people',
        `cannot be ${plans.length}: the user name ${plan.username} or its e-mail address is somebody else's`,
      );
    return { ...plan, ...account, is_new: isNew.has(account.id) };
  });
}

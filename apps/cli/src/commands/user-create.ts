import { createAccount } from '@timetracker/accounts';
import { actingAs, systemActor } from '@timetracker/db';
import { createUserInput, isolated } from '@timetracker/shared';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity user create`. */
export interface UserCreateOptions {
  username: string;
  email: string;
  displayName: string;
  role: string;
  password: string;
}

/**
 * Creates an account with a password.
 * @throws {AppError} invalid, or conflict when user name or e-mail is taken
 */
export async function userCreate({ displayName, ...options }: UserCreateOptions): Promise<Outcome> {
  const input = parseOptions(createUserInput, { ...options, display_name: displayName });
  const user = await withDatabase((database) =>
    actingAs(systemActor, () => createAccount(database.em.fork(), input)),
  );
  return {
    json: { id: user.id, username: user.username },
    text: `Created user ${isolated(user.username)} with id ${user.id}`,
  };
}

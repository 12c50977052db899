import { createAuthentication, issueKey } from '@timetracker/api';
import { actingAs, type Database, systemActor, type User } from '@timetracker/db';
import { type CreateKeyInput, createKeyInput, invalid } from '@timetracker/shared';
import { findUser } from '../find-user.ts';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { type CommandEnv, withDatabase } from '../with-database.ts';

const keyOptions = createKeyInput.omit({ user_id: true });

/** The options of `activity key create`. */
export interface KeyCreateOptions {
  user: string;
  name: string;
  scopes: string;
  service?: boolean;
}

/**
 * Creates an API key, which is shown this once.
 * @throws {AppError} invalid; also for a key that only an administrator may have
 */
export function keyCreate(options: KeyCreateOptions): Promise<Outcome> {
  const scopes = options.scopes.split(',').map((scope) => scope.trim());
  const input = parseOptions(keyOptions, { name: options.name, scopes, service: options.service });
  return withDatabase(async (database, env) => {
    const user = await findUser(database.em.fork(), options.user);
    checkRights(user, input);
    const key = await createKey(database, env, user, input);
    return { json: { key }, text: key };
  });
}

function checkRights({ role, username }: User, { scopes, service }: Omit<CreateKeyInput, 'user_id'>): void {
  if (role === 'admin') return;
  if (service) throw invalid('service', `is for administrators; ${username} is none`);
  if (scopes.includes('admin'))
    throw invalid('scopes', `may have admin only for administrators; ${username} is none`);
}

async function createKey(
  database: Database,
  env: CommandEnv,
  user: User,
  input: Omit<CreateKeyInput, 'user_id'>,
): Promise<string> {
  const { APP_URL, AUTH_SECRET } = env;
  const auth = await createAuthentication(database, { APP_URL, AUTH_SECRET, SIGN_IN_LIMIT_PER_MINUTE: 0 });
  return actingAs(systemActor, () =>
    issueKey(database.em.fork(), auth, user, { ...input, user_id: user.id }),
  );
}

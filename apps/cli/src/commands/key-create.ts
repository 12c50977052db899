import { issueKey } from '@timetracker/accounts';
import { actingAs, systemActor } from '@timetracker/db';
import { createKeyInput } from '@timetracker/shared';
import { findUser } from '../find-user.ts';
import { parseOptions } from '../parse-options.ts';
import type { Outcome } from '../print.ts';
import { withDatabase } from '../with-database.ts';

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
  return withDatabase(async (database) => {
    const { id: user_id } = await findUser(database.em.fork(), options.user);
    const key = await actingAs(systemActor, () => issueKey(database.em.fork(), { ...input, user_id }));
    return { json: { key }, text: key };
  });
}

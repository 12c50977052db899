import { randomBytes } from 'node:crypto';
import { actingAs, openDatabase, systemActor, User } from '@timetracker/db';
import type { Env } from '@timetracker/shared';
import { createAccount } from './accounts.ts';

const PASSWORD_BYTES = 15;

/**
 * Creates the administrator in a database without users, with ADMIN_PASSWORD or a generated one.
 * @returns the new administrator; `password` only when it was generated: it is shown once and kept nowhere
 */
export async function firstStart(options: {
  databaseUrl: string;
  env: Env;
}): Promise<{ admin?: { username: string; password?: string } }> {
  const { databaseUrl, env } = options;
  const database = await openDatabase(databaseUrl, {
    applicationName: 'timetracker-first-start',
    poolSize: 2,
  });
  try {
    const em = database.em.fork();
    if ((await em.count(User)) > 0) return {};
    const password = env.ADMIN_PASSWORD ?? randomBytes(PASSWORD_BYTES).toString('base64url');
    await actingAs(systemActor, () =>
      createAccount(em, {
        username: env.ADMIN_USERNAME,
        email: env.ADMIN_EMAIL.toLowerCase(),
        display_name: 'Administrator',
        role: 'admin',
        password,
      }),
    );
    return { admin: { username: env.ADMIN_USERNAME, ...(!env.ADMIN_PASSWORD && { password }) } };
  } finally {
    await database.close();
  }
}

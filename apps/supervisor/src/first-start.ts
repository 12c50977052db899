import { randomBytes } from 'node:crypto';
import { createAccount } from '@timetracker/accounts';
import { actingAs, type EntityManager, lockAccounts, openDatabase, systemActor, User } from '@timetracker/db';
import type { Demo } from '@timetracker/demo/workspace';
import { type CreateUserInput, nearestTimeZone } from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';

const PASSWORD_BYTES = 15;

export interface FirstStartOptions {
  databaseUrl: string;
  /** With DEMO 1, the database gets a demo workspace. */
  env: Pick<Env, 'ADMIN_USERNAME' | 'ADMIN_EMAIL' | 'ADMIN_PASSWORD' | 'DEMO'>;
  /** Called when the demo workspace is begun, which takes some seconds. */
  onDemo?: () => void;
  /** The moment at which the demo ends. */
  now?: Date;
  /** In which its people work; without one, this machine's. */
  time_zone?: string;
}

/** What was created; passwords only where they were generated: they are shown once and kept nowhere. */
export interface FirstStart {
  admin?: { username: string; password?: string };
  demo?: Demo;
}

const newPassword = () => randomBytes(PASSWORD_BYTES).toString('base64url');

/**
 * Creates the administrator in a database without users, with ADMIN_PASSWORD or a generated one, and the demo
 * workspace if it is wanted. All or nothing: a start that is killed meanwhile leaves an empty database, so that the
 * next one is the first again. Of several at once, one creates and the others wait for it.
 * @throws {Error} with one line for people when the demo workspace could not be filled
 */
export async function firstStart(options: FirstStartOptions): Promise<FirstStart> {
  const { databaseUrl, env } = options;
  const database = await openDatabase(databaseUrl, {
    applicationName: 'timetracker-first-start',
    poolSize: 2,
  });
  try {
    return await database.em.fork().transactional(async (em) => {
      await lockAccounts(em);
      if ((await em.count(User)) > 0) return {};
      const password = env.ADMIN_PASSWORD ?? newPassword();
      const administrator: CreateUserInput = {
        username: env.ADMIN_USERNAME,
        email: env.ADMIN_EMAIL.toLowerCase(),
        display_name: 'Administrator',
        role: 'admin',
        password,
      };
      const admin = { username: env.ADMIN_USERNAME, ...(!env.ADMIN_PASSWORD && { password }) };
      if (env.DEMO) return { admin, demo: await demo(em, administrator, options) };
      await actingAs(systemActor, () => createAccount(em, administrator));
      return { admin };
    });
  } finally {
    await database.close();
  }
}

async function demo(
  em: EntityManager,
  administrator: CreateUserInput,
  options: FirstStartOptions,
): Promise<Demo> {
  const { onDemo, now = new Date() } = options;
  const time_zone = nearestTimeZone(options.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  onDemo?.();
  try {
    // Loaded only now: it needs every procedure, and all other starts need none.
    const [{ fillDemo }, { localCaller: callerOf }] = await Promise.all([
      import('@timetracker/demo/workspace'),
      import('@timetracker/api'),
    ]);
    return await fillDemo(em, { administrator, callerOf, password: newPassword(), now, time_zone });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The demo workspace could not be filled (${reason}): start with DEMO=0 to go without one.`,
      {
        cause,
      },
    );
  }
}

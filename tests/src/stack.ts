import { randomBytes } from 'node:crypto';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import { reconcileRollups } from '@timetracker/activities';
import { startApi } from '@timetracker/api/start';
import { actingAs, type Database, openDatabase, Project, ProjectMember, systemActor } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { freePort } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { startTestRedis } from '@timetracker/queue/testing';
import type { CreateKeyInput } from '@timetracker/shared';
import { parseEnv } from '@timetracker/shared/env';
import { startWorker } from '@timetracker/worker';
import { type Logger, pino } from 'pino';

export type Backend = 'postgres' | 'redis';
export type Stack = Awaited<ReturnType<typeof startStack>>;

export const PASSWORD = 'correct horse battery';

/**
 * API and worker on a database of their own, and on a Redis of their own when asked for: the real parts, as
 * `npm start` runs them, in this process, each with its own rights in the database. The test's own eyes see everything.
 */
export async function startStack(
  backend: Backend,
  variables: Record<string, string> = {},
  options: { worker?: boolean; log?: Logger } = {},
) {
  const database = await createTestDatabase();
  await migrateQueue(database.url);
  let redis = backend === 'redis' ? await startTestRedis() : undefined;
  const port = await freePort();
  const env = parseEnv({
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.apiUrl,
    REDIS_URL: redis?.url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    SIGN_IN_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'silent',
    ...variables,
  });
  const log = options.log ?? pino({ level: env.LOG_LEVEL });
  const newWorker = () => startWorker({ env: { ...env, DATABASE_URL: database.workerUrl }, log });
  let worker = options.worker === false ? undefined : await newWorker();
  let api = await startApi({ env, log });
  const db = await openDatabase(database.url, { applicationName: 'test' });
  const auth = await createAuthentication(db, { ...env, AUTH_SECRET: env.AUTH_SECRET ?? '' });
  return {
    url: env.APP_URL,
    workerUrl: database.workerUrl,
    /** For the test's own statements, as the owner of everything. */
    adminUrl: database.url,
    env,
    db,
    ...people(db),
    createKey: (input: Omit<CreateKeyInput, 'service' | 'name'> & { service?: boolean }) =>
      auth.createKey({ name: 'test', service: false, ...input }),
    /** Starts the worker of a stack that was started without one. */
    startWorker: async () => {
      worker ??= await newWorker();
    },
    stopApi: () => api.close(),
    /** A new API process's work at the same address. */
    restartApi: async () => {
      api = await startApi({ env, log });
    },
    stopRedis: () => redis?.stop(),
    /** An empty Redis at the same address. */
    restartRedis: async () => {
      redis = await startTestRedis(redis?.port);
    },
    differences: () => reconcileRollups(db.em.fork()),
    stop: async () => {
      await api.close();
      await worker?.close();
      await db.close();
      await redis?.stop();
      await database.drop();
    },
  };
}

const people = (db: Database) => ({
  createUser: (username: string, role: 'member' | 'admin' = 'member') =>
    actingAs(systemActor, () =>
      createAccount(db.em.fork(), {
        username,
        email: `${username.toLowerCase()}@example.com`,
        display_name: username
          .split('.')
          .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
          .join(' '),
        role,
        password: PASSWORD,
      }),
    ),
  createProject: (name: string, member_ids: number[] = []) =>
    actingAs(systemActor, async () => {
      const em = db.em.fork();
      const project = em.create(Project, { name });
      await em.flush();
      for (const user_id of member_ids) em.create(ProjectMember, { project_id: project.id, user_id });
      await em.flush();
      return project.id;
    }),
  addMember: (project_id: number, user_id: number) =>
    actingAs(systemActor, async () => {
      const em = db.em.fork();
      em.create(ProjectMember, { project_id, user_id });
      await em.flush();
    }),
});

/** Signs in over HTTP. @returns the cookie header of the session */
export async function signIn(url: string, username: string, password = PASSWORD): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import { actingAs, type Database, openDatabase, systemActor } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { generateSigner } from '@timetracker/log';
import { freePort } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { startTestRedis, type TestRedis } from '@timetracker/queue/testing';
import { parseEnv } from '@timetracker/shared/env';
import { builtPrograms } from '@timetracker/supervisor';
import { type ServerProcess, startProcess } from './server-process.ts';

/** Who takes events over HTTP: the product with one of its queues, or the peers that have none. */
export const servedKinds = [
  'synchronous',
  'synchronous, nothing else',
  'PostgreSQL queue',
  'Redis queue',
] as const;
export type ServedKind = (typeof servedKinds)[number];
export const queues = ['PostgreSQL queue', 'Redis queue'] as const satisfies readonly ServedKind[];

/** Servers in processes of their own, as in production, on a database of their own. */
export interface Served {
  kind: ServedKind;
  url: string;
  /** Of an administrator, for reading and writing. */
  key: string;
  db: Database;
  api: ServerProcess;
  /** The product's. */
  worker: ServerProcess | undefined;
  redis: TestRedis['engine'] | undefined;
  stop: () => Promise<void>;
}

const programs = {
  ...builtPrograms,
  synchronous: new URL('writes/synchronous-server.ts', import.meta.url).pathname,
  lean: new URL('writes/lean-synchronous-server.ts', import.meta.url).pathname,
};

/** Whether a kind stores within the request. */
export const isSynchronous = (kind: string): boolean => kind.startsWith('synchronous');

/**
 * Starts one of them and resolves when it can take events.
 * @param seals whether the worker has a key to seal with, and so does
 */
export async function startServed(kind: ServedKind, seals = false): Promise<Served> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of started.splice(0).toReversed()) await step();
  };
  try {
    return { kind, stop, ...(await start(kind, seals, started)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(kind: ServedKind, seals: boolean, started: (() => Promise<unknown>)[]) {
  const database = await createTestDatabase();
  started.push(database.drop);
  await migrateQueue(database.url);
  const redis = kind === 'Redis queue' ? await startRedis(started) : undefined;
  const db = await openDatabase(database.url, { poolSize: 2, applicationName: 'bench' });
  started.push(() => db.close());
  const port = await freePort();
  const variables = {
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    REDIS_URL: redis?.url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    // Of its own: in that of `npm start` there is a key to seal with.
    DATA_DIR: await makeDirectory('data', started),
    SEAL_KEY: seals ? generateSigner('bench.example.com/activity') : undefined,
    RATE_LIMIT_PER_MINUTE: '0',
    DEMO: '0',
  };
  const key = await createKey(db, variables);
  const common = { url: variables.APP_URL, key, db, redis: redis?.engine };
  const launch = (program: string, DATABASE_URL: string) => {
    const starting = startProcess(program, { ...variables, DATABASE_URL });
    started.push(() =>
      starting.then(
        (server) => server.stop(),
        () => undefined,
      ),
    );
    return starting;
  };
  if (isSynchronous(kind)) {
    const program = kind === 'synchronous' ? programs.synchronous : programs.lean;
    // Nobody but the owner may do what they do.
    return { ...common, api: await launch(program, database.url), worker: undefined };
  }
  const [worker, api] = await Promise.all([
    launch(programs.worker, database.workerUrl),
    launch(programs.api, database.apiUrl),
  ]);
  return { ...common, api, worker };
}

/** As in production: what it holds is on the disk before it answers. */
async function startRedis(started: (() => Promise<unknown>)[]): Promise<TestRedis> {
  const redis = await startTestRedis(undefined, await makeDirectory('redis', started));
  started.push(redis.stop);
  return redis;
}

async function makeDirectory(purpose: string, started: (() => Promise<unknown>)[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `timetracker-bench-${purpose}-`));
  await chmod(directory, 0o711);
  started.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function createKey(db: Database, variables: { AUTH_SECRET: string } & Record<string, unknown>) {
  const auth = await createAuthentication(db, {
    ...parseEnv(variables as Record<string, string | undefined>),
    AUTH_SECRET: variables.AUTH_SECRET,
  });
  const user = await actingAs(systemActor, () =>
    createAccount(db.em.fork(), {
      username: 'bench',
      email: 'bench@example.com',
      display_name: 'Bench',
      role: 'admin',
      password: randomBytes(12).toString('hex'),
    }),
  );
  return auth.createKey({
    name: 'bench',
    service: false,
    user_id: user.id,
    scopes: ['activity:read', 'activity:write'],
  });
}

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import { actingAs, migrate, openDatabase, systemActor } from '@timetracker/db';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { freePort, nodeFlags } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { startChild } from '../child.ts';

export const MIB = 1024 * 1024;
/** What `npm start` gives the API: 300 MiB of objects, young ones, and what is outside: code, sockets, bodies on the way. */
export const MEMORY_LIMIT = 700 * MIB;
/** How long the API may take to say that it is alive, in ms, while others keep it busy. */
export const LIVE_MS = 1_000;

const PEOPLE = ['member', 'other'] as const;

/** An API with as little memory as `npm start` gives it, on a database of its own, and two members with keys. */
export async function startWatchedApi({ worker = false } = {}) {
  const cleanUp: (() => Promise<unknown>)[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-chaos-'));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir });
  cleanUp.push(async () => {
    await postgres.stop();
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  });
  await migrate(postgres.url);
  await migrateQueue(postgres.url);
  const env = { AUTH_SECRET: randomBytes(32).toString('base64'), DATABASE_URL: postgres.url };
  const keys = await keysOf(env);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables = { ...env, APP_URL: url, LOG_LEVEL: 'silent', SIGN_IN_LIMIT_PER_MINUTE: '0' };
  const api = await startChild('apps/api/src/main.ts', { ...variables, PORT: String(port) }, nodeFlags);
  cleanUp.push(() => api.stop());
  if (worker) {
    const child = await startChild('apps/worker/src/main.ts', variables, nodeFlags);
    cleanUp.push(() => child.stop());
  }
  return {
    url,
    port,
    keys,
    /** Watches the API from outside while something is done to it, and somebody else goes on working. */
    watch: (work: () => Promise<unknown>, others: () => Promise<void>) => watch(url, api.pid, work, others),
    stop: async () => {
      for (const step of cleanUp.toReversed()) await step();
    },
  };
}

async function keysOf(env: { AUTH_SECRET: string; DATABASE_URL: string }) {
  const keys = { member: '', other: '' };
  const db = await openDatabase(env.DATABASE_URL, { applicationName: 'chaos', poolSize: 2 });
  const auth = await createAuthentication(db, { ...env, APP_URL: 'http://127.0.0.1' });
  for (const username of PEOPLE) {
    const user = await actingAs(systemActor, () =>
      createAccount(db.em.fork(), {
        username,
        email: `${username}@example.com`,
        display_name: username,
        role: 'member',
        password: 'correct horse battery',
      }),
    );
    const scopes = ['activity:read', 'activity:write'] as const;
    keys[username] = await auth.createKey({
      user_id: user.id,
      name: 'chaos',
      scopes: [...scopes],
      service: false,
    });
  }
  await db.close();
  return keys;
}

/** @returns the slowest answer to whether it is alive, in ms, and the most memory that it had, in bytes */
async function watch(
  url: string,
  pid: number | undefined,
  work: () => Promise<unknown>,
  others: () => Promise<void>,
) {
  let largest = 0;
  const over = new AbortController();
  const watcher = fork(new URL('watch-live.ts', import.meta.url), [`${url}/api/health/live`]);
  await once(watcher, 'message');
  const goOnWorking = async () => {
    while (!over.signal.aborted) {
      await others();
      largest = Math.max(largest, await residentBytes(pid));
      await pause(20);
    }
  };
  const working = goOnWorking();
  await Promise.race([work(), working, once(watcher, 'exit')]);
  over.abort();
  await working;
  const told = once(watcher, 'message');
  watcher.send('stop');
  const [{ slowest }] = (await told) as [{ slowest: number }];
  process.stdout.write(`slowest ${Math.round(slowest)} ms, largest ${Math.round(largest / MIB)} MiB\n`);
  return { slowest, largest };
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(?<kib>\d+)/.exec(status)?.groups?.['kib']) * 1024;
}

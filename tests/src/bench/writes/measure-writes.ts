import { randomBytes } from 'node:crypto';
import { createAccount, createAuthentication } from '@timetracker/api';
import { actingAs, lastActivityId, openDatabase, poolOf, systemActor } from '@timetracker/db';
import { freePort } from '@timetracker/db/embedded';
import { createTestDatabase } from '@timetracker/db/testing';
import { migrateQueue } from '@timetracker/queue';
import { startTestRedis } from '@timetracker/queue/testing';
import { parseEnv } from '@timetracker/shared';
import { startProcess } from '../server-process.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { postedBodies } from './posted-bodies.ts';
import { postLoad } from './post-load.ts';

/** Who takes the events. */
export type Contender = 'synchronous' | 'product, queue on PostgreSQL' | 'product, queue on Redis';

export interface WriteResult {
  contender: Contender;
  events_per_request: number;
  /** Stored and counted, from the first request until the last event is in the table. */
  events_per_second: Spread;
  refused: number;
  /** RSS, MB, at the most. */
  api_memory_mb?: number;
  worker_memory_mb?: number;
}

const CONNECTIONS = 128;
const ROUNDS = 3;
const WARM_UP_SECONDS = 2;
const SECONDS = 8;
const programs = {
  api: new URL('../../../../apps/api/src/main.ts', import.meta.url).pathname,
  worker: new URL('../../../../apps/worker/src/main.ts', import.meta.url).pathname,
  synchronous: new URL('synchronous-server.ts', import.meta.url).pathname,
};

/** A contender on a database of its own, its servers in processes of their own. */
async function start(contender: Contender) {
  const database = await createTestDatabase();
  await migrateQueue(database.url);
  const redis = contender.endsWith('Redis') ? await startTestRedis() : undefined;
  const db = await openDatabase(database.url, { poolSize: 2 });
  const port = await freePort();
  const variables = {
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: contender === 'synchronous' ? database.url : database.apiUrl,
    REDIS_URL: redis?.url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    RATE_LIMIT_PER_MINUTE: '0',
    DEMO: '0',
  };
  const env = parseEnv(variables);
  const auth = await createAuthentication(db, { ...env, AUTH_SECRET: variables.AUTH_SECRET });
  const user = await actingAs(systemActor, () =>
    createAccount(db.em.fork(), {
      username: 'bench',
      email: 'bench@example.com',
      display_name: 'Bench',
      role: 'admin',
      password: randomBytes(12).toString('hex'),
    }),
  );
  const key = await auth.createKey({
    name: 'bench',
    service: false,
    user_id: user.id,
    scopes: ['activity:read', 'activity:write'],
  });
  if (contender === 'synchronous') await (await poolOf(db)).query('create sequence bench_ids');
  const worker =
    contender === 'synchronous'
      ? undefined
      : await startProcess(programs.worker, { ...variables, DATABASE_URL: database.workerUrl });
  const api = await startProcess(
    contender === 'synchronous' ? programs.synchronous : programs.api,
    variables,
  );
  const stored = async () =>
    contender === 'synchronous'
      ? Number((await (await poolOf(db)).query('select count(*) from activities')).rows[0].count)
      : lastActivityId(db.em.fork());
  return {
    contender,
    url: variables.APP_URL,
    key,
    stored,
    api,
    worker,
    stop: async () => {
      await api.stop();
      await worker?.stop();
      await db.close();
      await redis?.stop();
      await database.drop();
    },
  };
}

type Running = Awaited<ReturnType<typeof start>>;

/** Events a second from the first request until everything that was acknowledged is stored. */
async function round(
  { url, key, stored }: Running,
  bodies: string[],
  size: number,
  seconds: number,
): Promise<{ rate: number; refused: number }> {
  const before = await stored();
  const begin = performance.now();
  const { accepted, refused } = await postLoad(url, key, bodies, { connections: CONNECTIONS, seconds, size });
  while ((await stored()) < before + accepted) await new Promise((resolve) => setTimeout(resolve, 20));
  return { rate: (accepted / (performance.now() - begin)) * 1_000, refused };
}

/**
 * How many events a second the contenders store, with 1 and with 100 events a request, over 128 connections: rounds of
 * eight seconds after a warm-up, in turns. Load, servers and database share the machine.
 */
export async function measureWrites(contenders: readonly Contender[]): Promise<WriteResult[]> {
  const results: WriteResult[] = [];
  for (const size of [1, 100]) {
    const bodies = postedBodies(size);
    const running = [];
    for (const contender of contenders) running.push(await start(contender));
    const rounds = new Map(running.map((one) => [one, { rates: [] as number[], refused: 0 }]));
    for (const one of running) await round(one, bodies, size, WARM_UP_SECONDS);
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      for (const [one, kept] of rounds) {
        const { rate, refused } = await round(one, bodies, size, SECONDS);
        kept.rates.push(rate);
        kept.refused += refused;
      }
    }
    for (const [one, { rates, refused }] of rounds) {
      results.push({
        contender: one.contender,
        events_per_request: size,
        events_per_second: spreadOf(rates),
        refused,
        api_memory_mb: await one.api.peakMemory(),
        ...(one.worker && { worker_memory_mb: await one.worker.peakMemory() }),
      });
      await one.stop();
    }
  }
  return results;
}

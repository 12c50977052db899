import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAccount, createAuthentication } from '@timetracker/accounts';
import { reconcileRollups } from '@timetracker/activities';
import { actingAs, migrate, openDatabase, systemActor } from '@timetracker/db';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';
import { freePort } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { startTestRedis } from '@timetracker/queue/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Child, startChild } from '../child.ts';
import type { Backend } from '../stack.ts';

const CLIENTS = 50;
const EVENTS_EACH = 100;
const TOTAL = CLIENTS * EVENTS_EACH;
const REPORT = 'events/s, acknowledged and stored, with two kills and a restart';

let dataDir: string;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'timetracker-chaos-'));
  await chmod(dataDir, 0o711);
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
  const cluster = await realpath(join(dataDir, 'postgres'));
  await rm(cluster, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

async function prepare(url: string) {
  await migrate(url);
  await migrateQueue(url);
  const db = await openDatabase(url, { applicationName: 'chaos', poolSize: 2 });
  const auth = await createAuthentication(db, {
    APP_URL: 'http://127.0.0.1',
    AUTH_SECRET: 'unused here',
  });
  const user = await actingAs(systemActor, () =>
    createAccount(db.em.fork(), {
      username: 'poster',
      email: 'poster@example.com',
      display_name: 'Poster',
      role: 'member',
      password: 'correct horse battery',
    }),
  );
  const key = await auth.createKey({
    user_id: user.id,
    name: 'chaos',
    scopes: ['activity:write'],
    service: false,
  });
  await db.close();
  return key;
}

/** Posts one event until it is acknowledged, as a careful client does: same event_id, honouring Retry-After. */
async function postUntilAcknowledged(url: string, key: string, event_id: string): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`${url}/api/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          event_id,
          action: 'updated',
          entity_type: 'task',
          entity_id: 1,
          entity_name: 'Chaos',
        }),
        signal: AbortSignal.timeout(20_000),
      });
      await response.body?.cancel();
      if (response.status === 202) return;
      if (response.status < 429) throw new Error(`answered ${response.status}`, { cause: response.status });
      await pause(Number(response.headers.get('retry-after') ?? 1) * 250);
    } catch (error) {
      if (error instanceof Error && typeof error.cause === 'number') throw error;
      await pause(250);
    }
  }
}

test.each<Backend>(['postgres', 'redis'])(
  'every acknowledged event is stored exactly once while worker and database die, queue on %s',
  async (backend) => {
    const port = await freePort();
    let postgres = await startEmbeddedPostgres({ dataDir, port });
    cleanUp.push(() => postgres.stop());
    const key = await prepare(postgres.url);
    const redis = backend === 'redis' ? await startTestRedis() : undefined;
    if (redis) cleanUp.push(() => redis.stop());

    const apiPort = await freePort();
    const url = `http://127.0.0.1:${apiPort}`;
    const env = {
      DATABASE_URL: postgres.url,
      ...(redis && { REDIS_URL: redis.url }),
      AUTH_SECRET: randomBytes(32).toString('base64'),
      PORT: String(apiPort),
      APP_URL: url,
      LOG_LEVEL: 'silent',
    };
    const api = await startChild('apps/api/src/main.ts', env);
    cleanUp.push(() => api.stop());
    let worker: Child = await startChild('apps/worker/src/main.ts', env);
    cleanUp.push(() => worker.stop());

    const acknowledged: string[] = [];
    // A queue on Redis goes on acknowledging while the database is away, perhaps to the last event.
    const reached = (count: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (acknowledged.length >= count) resolve();
      waiting.push({ count, resolve });
      return promise;
    };
    const waiting: { count: number; resolve: () => void }[] = [];
    const started = performance.now();
    const clients = Array.from({ length: CLIENTS }, async () => {
      for (let sent = 0; sent < EVENTS_EACH; sent += 1) {
        const event_id = randomUUID();
        await postUntilAcknowledged(url, key, event_id);
        acknowledged.push(event_id);
        for (const wait of waiting) if (acknowledged.length >= wait.count) wait.resolve();
      }
    });

    const killWorker = async () => {
      await worker.kill();
      worker = await startChild('apps/worker/src/main.ts', env);
    };
    const faults = async () => {
      await reached(TOTAL * 0.2);
      await killWorker();
      await reached(TOTAL * 0.4);
      await postgres.stop();
      await pause(1_000);
      postgres = await startEmbeddedPostgres({ dataDir, port });
      await reached(TOTAL * 0.7);
      await killWorker();
    };
    await Promise.all([...clients, faults()]);
    expect(acknowledged).toHaveLength(TOTAL);

    const db = await openDatabase(postgres.url, { applicationName: 'chaos', poolSize: 2 });
    cleanUp.push(() => db.close());
    const stored = async () =>
      await db.em.execute<{ id: number; event_id: string }[]>(
        `select id, event_id from activities where entity_name = 'Chaos' order by id`,
      );
    await expect
      .poll(async () => (await stored()).length, { timeout: 120_000, interval: 100 })
      .toBeGreaterThanOrEqual(TOTAL);
    const seconds = (performance.now() - started) / 1_000;
    const rows = await stored();
    expect(rows.map((row) => row.event_id).sort()).toEqual(acknowledged.sort());
    const [ids] = await db.em.execute(
      'select count(*) as count, min(id) as min, max(id) as max from activities',
    );
    expect(ids).toMatchObject({ min: 1, count: (ids as { max: number }).max });
    expect(await reconcileRollups(db.em.fork())).toEqual([]);
    process.stdout.write(`${backend}: ${Math.round(TOTAL / seconds)} ${REPORT}\n`);
  },
  300_000,
);

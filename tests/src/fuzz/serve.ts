import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { generateSigner } from '@timetracker/log';
import { freePort } from '@timetracker/process';
import { migrateQueue } from '@timetracker/queue';
import { startTestRedis } from '@timetracker/queue/testing';
import { startProcess } from '../bench/server-process.ts';
import type { Backend } from '../stack.ts';

const program = (name: string) => new URL(`../../../apps/${name}/src/main.ts`, import.meta.url).pathname;

/**
 * API and worker in processes of their own, with the memory that `npm start` gives them, on a database of their own.
 * Nothing limits how often they may be asked.
 */
export async function serve(backend: Backend) {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of started.splice(0).toReversed()) await step();
  };
  try {
    const database = await createTestDatabase();
    started.push(database.drop);
    await migrateQueue(database.url);
    const redis = backend === 'redis' ? await startTestRedis() : undefined;
    if (redis) started.push(redis.stop);
    const db = await openDatabase(database.url, { applicationName: 'fuzz', poolSize: 3 });
    started.push(() => db.close());
    const DATA_DIR = await mkdtemp(join(tmpdir(), 'timetracker-fuzz-'));
    await chmod(DATA_DIR, 0o711);
    started.push(() => rm(DATA_DIR, { recursive: true, force: true }));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const AUTH_SECRET = randomBytes(32).toString('base64');
    const variables = {
      PORT: String(port),
      APP_URL: url,
      REDIS_URL: redis?.url,
      AUTH_SECRET,
      DATA_DIR,
      RATE_LIMIT_PER_MINUTE: '0',
      SIGN_IN_LIMIT_PER_MINUTE: '0',
      DEMO: '0',
    };
    const SEAL_KEY = generateSigner('fuzz.example.com/activity');
    const worker = await startProcess(program('worker'), {
      ...variables,
      DATABASE_URL: database.workerUrl,
      SEAL_KEY,
    });
    started.push(() => worker.stop());
    const api = await startProcess(program('api'), { ...variables, DATABASE_URL: database.apiUrl });
    started.push(() => api.stop());
    return { url, db, AUTH_SECRET, api, worker, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export type FuzzedServer = Awaited<ReturnType<typeof serve>>;

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@timetracker/db';
import { createTestDatabase } from '@timetracker/db/testing';
import { type Backend, chooseBackend, createProducer, migrateQueue } from '@timetracker/queue';
import { startTestProxy, startTestRedis } from '@timetracker/queue/testing';
import { pino } from 'pino';

export const log = pino({ level: 'silent' });
/** Where no test looks for e-mails. */
export const mailEnv = {
  SMTP_URL: undefined,
  MAIL_FROM: 'TimeTracker <time@example.com>',
  DATA_DIR: tmpdir(),
};
export type TestSurroundings = Awaited<ReturnType<typeof startSurroundings>>;

/** What a worker needs around it: database and queue server of a test's own, and eyes to see what became stored. */
export async function startSurroundings(kind: Backend['kind']) {
  const database = await createTestDatabase();
  await migrateQueue(database.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-worker-'));
  const redis = kind === 'redis' ? await startTestRedis() : undefined;
  const proxy = await startTestProxy(database.workerUrl);
  const db = await openDatabase(database.url, { applicationName: 'test', poolSize: 2 });
  // Whom the events of tests are attributed to.
  await db.em.execute(`
    insert into users (username, display_username, display_name, email)
    values ('mia', 'mia', 'Mia', 'mia@example.com')`);
  const producer = createProducer(chooseBackend({ DATABASE_URL: database.url, REDIS_URL: redis?.url }), {
    log,
  });
  return {
    db,
    producer,
    /** Between the worker and the database; the test itself goes past it. */
    proxy,
    databaseUrl: database.url,
    workerUrl: database.workerUrl,
    env: {
      DATABASE_URL: proxy.url,
      REDIS_URL: redis?.url,
      HOST: '127.0.0.1',
      WORKER_PORT: undefined,
      ...mailEnv,
      DATA_DIR: dataDir,
    },
    stored: () =>
      db.em.execute<{ id: number; event_id: string }[]>('select id, event_id from activities order by id'),
    setAside: () =>
      db.em.execute<{ event_id: string | null; reason: string }[]>(
        'select event_id, reason from activity_set_aside order by reason',
      ),
    outbox: () => db.em.execute<{ id: number }[]>('select id from activity_outbox'),
    stop: async () => {
      await producer.close();
      await db.close();
      await proxy.stop();
      await redis?.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { addToOutbox, awaitingNewerWorker, reconcileRollups } from '@timetracker/activities';
import { actingAs, systemActor, User } from '@timetracker/db';
import { beginAnonymization } from '@timetracker/privacy';
import { type Backend, chooseBackend, createJobSender, openQueues } from '@timetracker/queue';
import { type ActivityEvent, anonymizePeople, EVENT_VERSION, storeActivities } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { log, startSurroundings, type TestSurroundings } from './test-worker.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const patience = { timeout: 60_000, interval: 50 };
const NEXT = EVENT_VERSION + 1;

/** An event as a newer release may write it, with what this one does not know. */
const ofNextVersion = (parts: Partial<ActivityEvent> = {}) => ({
  v: NEXT,
  ...anEvent(parts),
  channel: 'Written by Mia Stone',
  client: { ip_address: '192.0.2.7' },
});

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
};

describe.each<Backend['kind']>(['postgres', 'redis'])('with the queue on %s', (kind) => {
  let around: TestSurroundings;
  let workers: RunningWorker[];
  beforeEach(async () => {
    around = await startSurroundings(kind);
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await around.stop();
  });

  const start = async (knownVersion?: number, warnings: string[] = []) => {
    const port = await freePort();
    const logged = pino({ level: 'warn' }, { write: (line) => void warnings.push(line) });
    workers.push(
      await startWorker({
        env: { ...around.env, WORKER_PORT: port },
        log: logged,
        ...(knownVersion !== undefined && { knownVersion }),
      }),
    );
    return (path: string) => fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text());
  };
  const stopAll = async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
  };
  const stored = async () => (await around.stored()).map(({ event_id }) => event_id);
  const roads = {
    'through the outbox': (events: ActivityEvent[]) => addToOutbox(around.db.em, events),
    'in a job': (events: ActivityEvent[]) => around.producer.add(events),
  };
  const backend = () => chooseBackend({ DATABASE_URL: around.databaseUrl, REDIS_URL: around.env.REDIS_URL });
  const queueOfActivities = async <Result>(
    look: (queue: ReturnType<typeof openQueues>[number]) => Promise<Result>,
  ) => {
    const queues = openQueues(backend(), log);
    try {
      const queue = queues.find(({ name }) => name === storeActivities.queue);
      if (!queue) throw new Error('there is no queue of activities');
      return await look(queue);
    } finally {
      await Promise.all(queues.map((queue) => queue.close()));
    }
  };
  const jobs = () =>
    queueOfActivities(async (queue) => {
      const found = await queue.getJobs(['waiting', 'delayed', 'active', 'failed']);
      return found.map((job) => JSON.stringify(job.data)).join();
    });

  test.each(Object.entries(roads))(
    'events of a later version that come %s wait while others are stored, and a newer worker stores them once',
    async (_road, send) => {
      const warnings: string[] = [];
      const get = await start(undefined, warnings);
      const later = [ofNextVersion(), ofNextVersion()];
      const [before, between, after] = [anEvent(), anEvent(), anEvent()];
      const [first, second] = later;
      if (!first || !second) throw new Error('two events');
      await send([before]);
      await send([first, between]);
      await send([second]);
      await send([after]);
      const known = [before, between, after].map(({ event_id }) => event_id);
      await expect.poll(stored, patience).toHaveLength(3);
      expect(new Set(await stored())).toEqual(new Set(known));
      await expect.poll(() => get('/metrics'), patience).toContain('awaiting_newer_worker 2');
      await expect
        .poll(async () => JSON.parse(await get('/health')) as unknown, patience)
        .toEqual({
          status: 'ok',
          warnings: ['2 events of version 2 wait for a newer worker: this one knows versions up to 1'],
        });
      await expect.poll(() => awaitingNewerWorker(around.db.em.fork()), patience).toBe(2);
      expect(warnings.filter((line) => line.includes('newer worker'))).toHaveLength(1);
      expect(await around.setAside()).toEqual([]);
      await stopAll();

      const newer = await start(NEXT);
      await expect.poll(stored, patience).toHaveLength(5);
      expect(new Set(await stored())).toEqual(new Set([...known, first.event_id, second.event_id]));
      await expect.poll(() => newer('/metrics'), patience).toContain('awaiting_newer_worker 0');
      await expect.poll(() => awaitingNewerWorker(around.db.em.fork()), patience).toBe(0);
      expect(await around.outbox()).toEqual([]);
      await expect.poll(jobs, patience).toBe('');
      expect(await around.setAside()).toEqual([]);
      expect(await reconcileRollups(around.db.em.fork())).toEqual([]);
    },
  );

  test('what names no version, or the first, is stored without it', async () => {
    await start();
    const old = anEvent();
    await around.db.em.execute('insert into activity_outbox (event_id, payload) values (?, ?)', [
      old.event_id,
      JSON.stringify(old),
    ]);
    const fresh = anEvent();
    await around.producer.add([fresh]);
    await expect.poll(stored, patience).toHaveLength(2);
    const rows = await around.db.em.execute<{ text: string }[]>(
      `select (to_jsonb(activities) ? 'v')::text as text from activities`,
    );
    expect(rows.map(({ text }) => text)).toEqual(['false', 'false']);
  });

  test('an event with something as version that is none has failed', async () => {
    await start();
    const none = [0, -1, 1.5, 40_000, '2', null];
    const events = () => none.map((v) => ({ ...anEvent(), v }) as unknown as ActivityEvent);
    await around.producer.add([...events(), anEvent()]);
    await addToOutbox(around.db.em, events());
    await expect
      .poll(async () => (await around.setAside()).map(({ reason }) => reason), patience)
      .toEqual(Array.from({ length: 2 * none.length }, () => 'invalid'));
    await expect.poll(stored, patience).toHaveLength(1);
  });

  test.each(Object.entries(roads))(
    'an anonymization reaches events of a later version that came %s',
    async (_road, send) => {
      const get = await start();
      const { em } = around.db;
      const id = await actingAs(systemActor, () =>
        em.fork().transactional(async (tx) => {
          const user = tx.create(User, {
            username: 'mia.stone',
            display_username: 'mia.stone',
            display_name: 'Mia Stone',
            email: 'mia.stone@mail.example',
            role: 'member',
          });
          await tx.flush();
          return user.id;
        }),
      );
      await send([ofNextVersion({ user_id: id, ip_address: '192.0.2.8' })]);
      await expect.poll(() => get('/metrics'), patience).toContain('awaiting_newer_worker 1');
      const anonymization = await actingAs(systemActor, () =>
        em
          .fork()
          .transactional((tx) =>
            beginAnonymization(tx, { user_id: id, requested_by: null, reason: 'Asked for it' }),
          ),
      );
      const sender = createJobSender(backend(), { log });
      await sender.send(anonymizePeople, {});
      await sender.close();
      await expect
        .poll(
          () => around.db.em.execute('select stage from anonymizations where id = ?', [anonymization]),
          patience,
        )
        .toEqual([{ stage: 'completed' }]);
      const rows = await around.db.em.execute<{ payload: unknown }[]>('select payload from activity_outbox');
      const waiting = JSON.stringify(rows) + (await jobs());
      expect(waiting).toContain('channel');
      for (const told of ['Mia', 'Stone', '192.0.2']) expect(waiting).not.toContain(told);
      await stopAll();
      await start(NEXT);
      await expect
        .poll(
          () => around.db.em.execute('select ip_address from activities where user_id = ?', [id]),
          patience,
        )
        .toContainEqual({ ip_address: null });
    },
  );

  test('an event of a later version that is too big to be read here waits, too', async () => {
    const get = await start();
    const big = { ...ofNextVersion(), extra_data: { note: 'x'.repeat(300_000) } };
    await around.producer.add([big]);
    await expect.poll(() => get('/metrics'), patience).toContain('awaiting_newer_worker 1');
    expect(await around.setAside()).toEqual([]);
    expect(await jobs()).toContain(big.event_id);
  });
});

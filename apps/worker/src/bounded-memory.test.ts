import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { storeBatch } from '@timetracker/activities';
import { actingAs, systemActor, User } from '@timetracker/db';
import { beginAnonymization } from '@timetracker/privacy';
import { nodeFlags } from '@timetracker/process';
import { type Backend, chooseBackend, openQueues } from '@timetracker/queue';
import { storeActivities } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, expect, test } from 'vitest';
import { end, forkMain } from './test-main.ts';
import { log, startSurroundings, type TestSurroundings } from './test-worker.ts';

const patience = { timeout: 110_000, interval: 100 };
let around: TestSurroundings;
const cleanUp: (() => Promise<unknown>)[] = [];

const surround = async (kind: Backend['kind']) => {
  around = await startSurroundings(kind);
  cleanUp.push(around.stop);
};
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

/** The worker as `npm start` runs it, with its limit of memory. */
const start = async () => {
  const child = forkMain(
    {
      DATABASE_URL: around.workerUrl,
      ...(around.env.REDIS_URL && { REDIS_URL: around.env.REDIS_URL }),
      DATA_DIR: around.env.DATA_DIR,
      AUTH_SECRET: randomBytes(32).toString('base64'),
    },
    nodeFlags,
  );
  cleanUp.push(() => end(child, 'SIGKILL'));
  expect(await Promise.race([once(child, 'message'), once(child, 'exit')])).toEqual(['ready', undefined]);
  return child;
};

/** Stores that many activities, 500 at once. */
const store = async (count: number, parts: (index: number) => Parameters<typeof anEvent>[0]) => {
  for (let start = 0; start < count; start += 500)
    await storeBatch(
      around.db.em,
      Array.from({ length: Math.min(500, count - start) }, (_, index) => anEvent(parts(start + index))),
    );
};

test('activities whose words all differ are indexed within the memory that a worker has', async () => {
  await surround('postgres');
  const words = (index: number) => Array.from({ length: 120 }, (_, word) => `w${index}x${word}`).join(' ');
  await store(5_000, (index) => ({ description: words(index) }));
  const child = await start();
  const indexed = async () =>
    (
      await around.db.em.execute<{ through: number }[]>('select indexed_through as through from search_head')
    )[0]?.through;
  await expect.poll(indexed, patience).toBe(5_000);
  expect(child.exitCode).toBeNull();
}, 180_000);

test('a person with much metadata is forgotten within the memory that a worker has', async () => {
  await surround('postgres');
  const user_id = await actingAs(systemActor, async () => {
    const em = around.db.em.fork();
    const person = em.create(User, {
      username: 'iris.novak',
      display_username: 'iris.novak',
      display_name: 'Iris Novak',
      email: 'iris@mail.example',
      role: 'member',
    });
    await em.flush();
    return person.id;
  });
  const extra_data = { by: 'Iris Novak', note: 'lorem ipsum '.repeat(1_300) };
  await store(9_000, () => ({ user_id, description: 'Iris Novak did it', extra_data }));
  await actingAs(systemActor, () =>
    around.db.em
      .fork()
      .transactional((tx) => beginAnonymization(tx, { user_id, requested_by: null, reason: 'Asked' })),
  );
  const child = await start();
  const finished = async () =>
    (await around.db.em.execute<{ stage: string }[]>('select stage from anonymizations'))[0]?.stage;
  await expect.poll(finished, patience).toBe('completed');
  expect(child.exitCode).toBeNull();
  const left = await around.db.em.execute(
    `select id from activities where description like '%Iris%' or extra_data::text like '%Iris%' limit 1`,
  );
  expect(left).toEqual([]);
}, 300_000);

/** Puts jobs into the queue that no producer makes. */
async function addByHand(jobs: unknown[][]): Promise<void> {
  const { REDIS_URL } = around.env;
  const queues = openQueues(chooseBackend({ DATABASE_URL: around.databaseUrl, REDIS_URL }), log);
  try {
    const queue = queues.find(({ name }) => name === storeActivities.queue);
    for (const events of jobs) await queue?.add(storeActivities.name, { events }, { attempts: 3 });
  } finally {
    await Promise.all(queues.map((queue) => queue.close()));
  }
}

test.each<Backend['kind']>(['postgres', 'redis'])(
  'jobs that take twenty times as much memory as text are stored, and what is too big is set aside (%s)',
  async (kind) => {
    await surround(kind);
    const empty = (count: number) => ({ a: Array.from({ length: count }, () => ({})) });
    // 1.6 MB of text each, and 35 MB in memory: read as they are fetched, they would take 560 MB.
    const heavy = Array.from({ length: 16 }, () =>
      Array.from({ length: 100 }, () => anEvent({ extra_data: empty(5_400) })),
    );
    const tooBig = anEvent({ extra_data: empty(500_000) });
    await addByHand([...heavy, [anEvent(), tooBig, anEvent()]]);
    const child = await start();
    const stored = async () =>
      (await around.db.em.execute<{ last: number }[]>('select last_id as last from activity_head'))[0]?.last;
    await expect.poll(stored, patience).toBe(1_602);
    await expect.poll(around.setAside, patience).toMatchObject([{ reason: 'rejected' }]);
    const [aside] = await around.db.em.execute<{ detail: string; bytes: number }[]>(
      'select detail, octet_length(payload) as bytes from activity_set_aside',
    );
    expect(aside?.detail).toContain('is too big');
    expect(aside?.bytes).toBeLessThan(200_000);
    expect(child.exitCode).toBeNull();
  },
  240_000,
);

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createAccount } from '@timetracker/accounts';
import { type FailedList, retryFailed, storeBatch, storeWaiting } from '@timetracker/activities';
import { actingAs, type Database, openDatabase, systemActor } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { newEventId } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let testDatabase: TestDatabase;
let database: Database;
let user_id: number;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  user_id = await actingAs(systemActor, async () => {
    const { id } = await createAccount(database.em.fork(), {
      username: 'mia',
      email: 'mia@example.com',
      display_name: 'Mia',
      role: 'member',
      password: 'long enough',
    });
    return id;
  });
  await work();
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

async function activity(...args: string[]) {
  const child = spawn(process.execPath, [main, 'failed', ...args], {
    env: { ...process.env, DATABASE_URL: testDatabase.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}
async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await activity(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}
const listed = async (...args: string[]) => (await json('list', ...args)) as FailedList;

/** What the worker does until nothing waits. */
async function work(): Promise<void> {
  while ((await storeWaiting(database.em, 100)).taken > 0);
}
const waiting = () => database.em.execute<{ id: number }[]>('select id from activity_outbox');
const stored = (event_ids: readonly string[]) =>
  database.em.execute<{ event_id: string; entity_name: string }[]>(
    'select event_id, entity_name from activities where event_id = any(?::uuid[]) order by id',
    [`{${event_ids.join()}}`],
  );
const retriesTold = () =>
  database.em.execute<{ description: string; user_id: number | null; extra_data: object }[]>(
    `select description, user_id, extra_data from activities
     where entity_type = 'audit' and action = 'retried' order by id`,
  );
const refuse = () =>
  database.em.execute(`alter table activities add constraint refused check (entity_name <> 'Refused')`);
const mend = () => database.em.execute('alter table activities drop constraint refused');

const refused = () => anEvent({ user_id, entity_name: 'Refused' });

async function setAsideRefused(count: number) {
  const events = Array.from({ length: count }, refused);
  await refuse();
  await storeBatch(database.em, events, 'queue');
  await mend();
  const { events: failed } = await listed();
  return { events, ids: failed.map(({ id }) => id) };
}

test('without failed events there is nothing to list or to retry, and the trail tells nothing', async () => {
  expect(await json('list')).toEqual({ events: [], total: 0 });
  expect((await activity('list')).stdout).toBe('No event has failed\n');
  expect(await json('retry')).toEqual({ retried: 0 });
  expect(await waiting()).toEqual([]);
});

test('what was refused is listed with the reason, and stored once what refused it is mended', async () => {
  const { events, ids } = await setAsideRefused(2);
  const before = await listed();
  expect(before).toEqual({
    total: 2,
    events: events.map((event, index) => ({
      id: ids[index],
      event_id: event.event_id,
      reason: 'rejected',
      detail: expect.stringContaining('refused'),
      set_aside_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      payload: event,
    })),
  });
  expect((await activity('list', '--id', String(ids[0]))).stdout).toMatch(
    new RegExp(`^${ids[0]} \\S+Z rejected event_id=${events[0]?.event_id}: .*\\n$`),
  );
  expect((await listed('--after-id', String(ids[0]))).events.map(({ id }) => id)).toEqual([ids[1]]);

  expect(await json('retry')).toEqual({ retried: 2 });
  await work();
  expect(await stored(events.map(({ event_id }) => event_id))).toEqual(
    events.map(({ event_id }) => ({ event_id, entity_name: 'Refused' })),
  );
  expect(await json('list')).toEqual({ events: [], total: 0 });
  expect(await retriesTold()).toEqual([
    {
      description: 'Retried 2 events that were set aside',
      user_id: null,
      extra_data: { events: 2, set_aside_ids: ids },
    },
  ]);
});

test('what still does not fit is set aside again with the reason, and what is stored already stays as it is', async () => {
  const first = anEvent({ user_id, entity_name: 'First' });
  const shapeless = { event_id: newEventId(), note: 'no event' };
  await storeBatch(database.em, [first, { ...first, entity_name: 'Second' }, shapeless]);
  const before = (await listed()).events.map(({ event_id, reason }) => ({ event_id, reason }));
  expect(before).toHaveLength(2);
  expect(await json('retry')).toEqual({ retried: 2 });
  expect(await json('list')).toEqual({ events: [], total: 0 });
  await work();
  const after = (await listed()).events.map(({ event_id, reason }) => ({ event_id, reason }));
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after).toHaveLength(2);
  expect(await stored([first.event_id])).toEqual([{ event_id: first.event_id, entity_name: 'First' }]);
});

test('--id retries these alone', async () => {
  const { events, ids } = await setAsideRefused(3);
  expect(await json('retry', '--id', String(ids[2]), String(ids[0]))).toEqual({ retried: 2 });
  expect((await listed()).events.map(({ id }) => id)).toEqual([ids[1]]);
  await work();
  expect((await stored(events.map(({ event_id }) => event_id))).map(({ event_id }) => event_id)).toEqual([
    events[0]?.event_id,
    events[2]?.event_id,
  ]);
});

test('an unknown id is named, and nothing has changed', async () => {
  const { ids } = await setAsideRefused(1);
  for (const command of ['retry', 'list'])
    expect(await activity(command, '--id', String(ids[0]), '987654321')).toEqual({
      code: 1,
      stdout: '',
      stderr: '--id names the unknown failed event 987654321\n',
    });
  expect((await listed()).events.map(({ id }) => id)).toEqual(ids);
  expect(await waiting()).toEqual([]);
});

test.each([
  [['retry', '--id', '1', 'x'], '--id must be between 1 and 9007199254740991\n'],
  [['retry', '--id', '0'], '--id must be between 1 and 9007199254740991\n'],
  [['list', '--after-id', '-1'], '--after-id must be between 1 and 9007199254740991\n'],
])('refuses %j', async (args, stderr) => {
  expect(await activity(...args)).toEqual({ code: 1, stdout: '', stderr });
});

test('what has no usable event_id, or does not fit into the outbox, stays and is not counted', async () => {
  await storeBatch(database.em, [
    'text',
    null,
    [1],
    { note: 'no event' },
    { event_id: 'mine' },
    { event_id: 7 },
    { event_id: newEventId(), note: 'a\u0000b' },
  ]);
  const before = await listed();
  expect(before.total).toBe(7);
  expect(before.events[0]?.payload).toBe('text');
  expect(await json('retry')).toEqual({ retried: 0, left: 7 });
  expect(await json('retry', '--id', String(before.events[3]?.id))).toEqual({ retried: 0, left: 1 });
  expect((await activity('retry')).stdout).toBe('0 events tried again\n7 events left set aside\n');
  expect(await listed()).toEqual(before);
  await work();
  expect(await retriesTold()).toEqual([]);
});

test('what speaks as the app, and came by the queue, is stored only when somebody names it', async () => {
  const forged = anEvent({ user_id, source: 'app' });
  const ofNobody = anEvent({ user_id: 999_999 });
  await storeBatch(database.em, [forged, ofNobody], 'queue');
  expect(await json('retry')).toEqual({ retried: 0, left: 2 });
  await work();
  expect(await stored([forged.event_id, ofNobody.event_id])).toEqual([]);
  const id = (await listed()).events.find(({ event_id }) => event_id === forged.event_id)?.id;
  expect(await json('retry', '--id', String(id))).toEqual({ retried: 1 });
  await work();
  expect(await stored([forged.event_id])).toHaveLength(1);
});

test('a retry that is cut off has changed nothing', async () => {
  const { ids } = await setAsideRefused(2);
  await database.em.execute(`create function die() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
  await database.em.execute(
    'create constraint trigger die after insert on activity_outbox deferrable initially deferred for each row execute function die()',
  );
  expect(await activity('retry')).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^The database cannot be reached \(.*\): check DATABASE_URL\n$/),
  });
  expect((await listed()).events.map(({ id }) => id)).toEqual(ids);
  expect(await waiting()).toEqual([]);
});

test('retries at once put each event back once', async () => {
  const { events } = await setAsideRefused(20);
  const retried = await Promise.all(
    Array.from({ length: 4 }, () => actingAs(systemActor, () => retryFailed(database.em))),
  );
  expect(retried.reduce((sum, result) => sum + result.retried, 0)).toBe(20);
  expect(retried.reduce((sum, result) => sum + result.left, 0)).toBe(0);
  await work();
  expect(await stored(events.map(({ event_id }) => event_id))).toHaveLength(20);
  expect(await json('list')).toEqual({ events: [], total: 0 });
  expect((await retriesTold()).map(({ description }) => description)).toEqual([
    'Retried 20 events that were set aside',
  ]);
});

import { addToOutbox, type StoreResult } from '@timetracker/activities';
import { openDatabase } from '@timetracker/db';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OutboxRelay, startOutboxRelay } from './outbox-relay.ts';
import { log, startSurroundings, type TestSurroundings } from './test-worker.ts';

const patience = { timeout: 20_000, interval: 20 };
let around: TestSurroundings;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  around = await startSurroundings('postgres');
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
  await around.stop();
});

/** A relay that reaches the database through the proxy. */
const startRelay = async (
  onStored: (result: StoreResult, events: number) => void = () => undefined,
): Promise<OutboxRelay> => {
  const db = await openDatabase(around.env.DATABASE_URL, { applicationName: 'test-relay', poolSize: 1 });
  const relay = startOutboxRelay({ url: around.env.DATABASE_URL, em: db.em, onStored, log });
  cleanUp.push(async () => {
    await relay.stop();
    await db.close();
  });
  return relay;
};
const storedIds = async () => (await around.stored()).map(({ event_id }) => event_id);

test('stores many events in batches, in order, and empties the outbox', async () => {
  const events = Array.from({ length: 2_500 }, () => anEvent());
  await addToOutbox(around.db.em, events);
  const batches: number[] = [];
  await startRelay((_, count) => void batches.push(count));
  await expect.poll(around.outbox, patience).toEqual([]);
  const told = () => batches.reduce((sum, count) => sum + count, 0);
  await expect.poll(told, patience).toBe(2_500);
  expect(batches.length).toBeGreaterThan(1);
  expect(await storedIds()).toEqual(events.map(({ event_id }) => event_id));
});

test('a look is over when what waited before it is stored', async () => {
  const relay = await startRelay();
  await relay.look();
  for (let round = 0; round < 5; round++) {
    await addToOutbox(around.db.em, [anEvent()]);
    await relay.look();
    expect(await storedIds()).toHaveLength(round + 1);
  }
});

test('two relays at once store each event once', async () => {
  const events = Array.from({ length: 2_000 }, () => anEvent());
  await Promise.all([startRelay(), startRelay()]);
  await addToOutbox(around.db.em, events);
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(new Set(await storedIds())).toEqual(new Set(events.map(({ event_id }) => event_id)));
  expect(await storedIds()).toHaveLength(events.length);
});

test('what could not be stored while the database was away is stored when it is back', async () => {
  const relay = await startRelay();
  await relay.look();
  await around.proxy.cut();
  const event = anEvent();
  await addToOutbox(around.db.em, [event]);
  await expect(relay.look()).rejects.toThrow();
  expect(await storedIds()).toEqual([]);
  await around.proxy.restore();
  await expect.poll(storedIds, patience).toEqual([event.event_id]);
  expect(await around.outbox()).toEqual([]);
});

test.each([
  ['PostgreSQL notices, and undoes it', true],
  ['PostgreSQL does not notice, and commits it', false],
])('a connection lost in the middle of storing loses and doubles nothing: %s', async (_, isNoticed) => {
  const owner = await around.db.em.getConnection().getNativeClient();
  const gate = await owner.connect();
  cleanUp.push(async () => gate.release());
  await gate.query(`create function wait_at_gate() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(72); return new; end $$`);
  await gate.query(
    'create trigger z_gate before insert on activities for each row execute function wait_at_gate()',
  );
  const relay = await startRelay();
  await relay.look();
  await gate.query('select pg_advisory_lock(72)');
  const events = Array.from({ length: 50 }, () => anEvent());
  await addToOutbox(around.db.em, events);
  const standing = async () =>
    (
      await gate.query<{ pid: number }>(
        `select pid from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
      )
    ).rows.map(({ pid }) => pid);
  await expect.poll(standing, patience).toHaveLength(1);
  await around.proxy.cut();
  if (isNoticed)
    await gate.query('select pg_terminate_backend(pid, 10000) from unnest($1::int[]) as pid', [
      await standing(),
    ]);
  await around.proxy.restore();
  await gate.query('select pg_advisory_unlock(72)');
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(await around.stored()).toEqual(events.map(({ event_id }, index) => ({ id: index + 1, event_id })));
  const later = anEvent();
  await addToOutbox(around.db.em, [later]);
  await expect.poll(async () => (await storedIds()).at(-1), patience).toBe(later.event_id);
  expect(await storedIds()).toHaveLength(events.length + 1);
});

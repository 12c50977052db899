import { addToOutbox, openDatabase } from '@timetracker/db';
import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
const relayTo = async (deliver: (events: readonly unknown[]) => Promise<void>): Promise<OutboxRelay> => {
  const db = await openDatabase(around.env.DATABASE_URL, { applicationName: 'test-relay', poolSize: 1 });
  const relay = startOutboxRelay({
    url: around.env.DATABASE_URL,
    em: db.em,
    store: deliver,
    onRelayed: vi.fn(),
    log,
  });
  cleanUp.push(async () => {
    await relay.stop();
    await db.close();
  });
  return relay;
};

test('carries many events in deliveries of at most 500, in order, and empties the outbox', async () => {
  const events = Array.from({ length: 1_100 }, () => anEvent());
  await addToOutbox(around.db.em, events);
  const deliveries: (readonly unknown[])[] = [];
  await relayTo(async (given) => void deliveries.push(given));
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(deliveries.map((given) => given.length)).toEqual([500, 500, 100]);
  expect(deliveries.flat()).toEqual(events);
});

test('keeps in the outbox what could not be delivered, and tries again', async () => {
  const event = anEvent();
  await addToOutbox(around.db.em, [event]);
  const deliver = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('queue away'));
  await relayTo(deliver);
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(deliver.mock.calls).toEqual([[[event]], [[event]]]);
});

test('two relays at once deliver each event to one of them', async () => {
  const events = Array.from({ length: 2_000 }, () => anEvent());
  const delivered: unknown[] = [];
  const deliver = async (given: readonly unknown[]) => void delivered.push(...given);
  await Promise.all([relayTo(deliver), relayTo(deliver)]);
  await addToOutbox(around.db.em, events);
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(delivered).toHaveLength(events.length);
  expect(new Set(delivered.map((event) => JSON.stringify(event))).size).toBe(events.length);
});

test('losing the database after a delivery delivers again, so that nothing is lost', async () => {
  const event = anEvent();
  await addToOutbox(around.db.em, [event]);
  const deliver = vi
    .fn<() => Promise<void>>(async () => undefined)
    .mockImplementationOnce(() => around.proxy.cut());
  await relayTo(deliver);
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledOnce(), patience);
  await around.proxy.restore();
  await expect.poll(around.outbox, patience).toEqual([]);
  expect(deliver.mock.calls).toEqual([[[event]], [[event]]]);
});

test('finishes the delivery at hand before it stops', async () => {
  await addToOutbox(around.db.em, [anEvent()]);
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const relay = await relayTo(async () => {
    begun.resolve();
    await mayEnd.promise;
  });
  await begun.promise;
  const stopping = relay.stop();
  mayEnd.resolve();
  await stopping;
  expect(await around.outbox()).toEqual([]);
});

import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { newEventId } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSetAside } from '../failed/list-set-aside.ts';
import { reconcileRollups } from '../rollups/reconcile-rollups.ts';
import { storeBatch } from './store-batch.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const ids = async () =>
  (await database.em.execute<{ id: number }[]>('select id from activities order by id')).map((row) => row.id);

test('concurrent batches with repeated events get gap-free ids and exact rollups', async () => {
  const events = Array.from({ length: 300 }, () => anEvent());
  const batches = Array.from({ length: 20 }, (_, n) => [
    ...events.slice(n * 10, n * 10 + 100),
    ...events.slice(n, n + 30),
  ]);
  const results = await Promise.all(batches.map((batch) => storeBatch(database.em, batch)));
  const stored = await ids();
  expect(stored).toEqual(stored.map((_, index) => index + 1));
  expect(results.flatMap((result) => result.stored)).toHaveLength(stored.length);
  expect(await reconcileRollups(database.em.fork())).toEqual([]);
});

test('one event a hundred times at once is one activity', async () => {
  const event = anEvent();
  await Promise.all(Array.from({ length: 100 }, () => storeBatch(database.em, [event])));
  const [row] = await database.em.execute<{ count: number }[]>(
    'select count(*) as count from activities where event_id = ?',
    [event.event_id],
  );
  expect(row?.count).toBe(1);
});

test('poison is set aside with its reason and does not stop its batch', async () => {
  const before = (await ids()).length;
  const good = [anEvent(), anEvent(), anEvent()];
  const misshapen = { ...anEvent(), action: 'exploded' };
  const refused = { ...anEvent(), occurred_at: '-271821-04-20T00:00:00.000Z' };
  await storeBatch(database.em, [good[0], misshapen, good[1], 'not an event', refused, good[2]]);
  expect(await ids()).toHaveLength(before + good.length);
  const { events } = await listSetAside(database.em.fork(), 10);
  expect(events.map((event) => event.reason)).toEqual(
    expect.arrayContaining(['invalid', 'invalid', 'invalid']),
  );
  expect(events.find((event) => event.event_id === misshapen.event_id)?.detail).toContain('exploded');
});

test('a row that the database refuses stands aside alone', async () => {
  await database.em.execute(`alter table activities add constraint no_bombs check (entity_name <> 'bomb')`);
  const before = (await ids()).length;
  const batch = Array.from({ length: 50 }, (_, index) =>
    anEvent({ entity_name: index === 31 ? 'bomb' : 'fine' }),
  );
  await storeBatch(database.em, batch);
  const after = await ids();
  expect(after).toHaveLength(before + 49);
  expect(after.at(-1)).toBe(after.length);
  const { events } = await listSetAside(database.em.fork(), 1);
  expect(events[0]).toMatchObject({ reason: 'rejected', event_id: batch[31]?.event_id });
});

test('an event_id with other content is recorded as a conflict once and changes nothing', async () => {
  const first = anEvent({ description: 'first' });
  const second = { ...first, description: 'second' };
  await storeBatch(database.em, [first]);
  const result = await storeBatch(database.em, [
    second,
    { ...first, received_at: new Date(0).toISOString() },
  ]);
  await storeBatch(database.em, [second]);
  expect(result).toMatchObject({ stored: [], duplicates: 1, conflicts: [first.event_id] });
  const { events } = await listSetAside(database.em.fork(), 100);
  expect(
    events.filter((event) => event.reason === 'conflict' && event.event_id === first.event_id),
  ).toHaveLength(1);
});

test.each(['started', 'anonymized', 'purged'] as const)(
  'that something was %s is not taken from the queue, and does not stop others',
  async (action) => {
    const forged = anEvent({ event_id: newEventId(), entity_type: 'audit', action });
    const { stored } = await storeBatch(database.em, [forged, anEvent()]);
    expect(stored).toHaveLength(1);
    const { events } = await listSetAside(database.em.fork(), 100);
    expect(events.filter(({ event_id }) => event_id === forged.event_id)).toMatchObject([
      { reason: 'rejected' },
    ]);
  },
);

test('an event comes back as what it was, also where JSON cannot say it', async () => {
  const event = anEvent({ extra_data: { balance: -0 } });
  await storeBatch(database.em, [event]);
  expect(await storeBatch(database.em, [event])).toEqual({ stored: [], duplicates: 1, conflicts: [] });
});

import { anEvent } from '@timetracker/shared/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../orm.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { addToOutbox, drainOutbox } from './outbox.ts';

let testDatabase: TestDatabase;
let database: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

test('what is delivered at once has at most 1 MiB, or is a single event', async () => {
  const sizes = [400, 400, 400, 3_000, 10];
  await addToOutbox(
    database.em,
    sizes.map((kilobytes) => anEvent({ extra_data: { note: 'x'.repeat(kilobytes * 1_024) } })),
  );
  const deliveries: number[] = [];
  const drain = () => drainOutbox(database.em, 500, async (events) => void deliveries.push(events.length));
  while ((await drain()) > 0);
  expect(deliveries).toEqual([2, 1, 1, 1]);
});

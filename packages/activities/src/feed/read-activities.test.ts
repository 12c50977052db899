import { type Database, openDatabase } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { extraData, jsonMemory } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { inOrderOfStoring, readActivities } from './read-activities.ts';
import { HeavyRead, ReadAllowance } from './read-allowance.ts';

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

const many = <Value>(count: number, value: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => value(index));

const MIB = 1024 * 1024;

test.each([
  ['empty objects', { a: many(8_000, () => ({})) }],
  ['empty lists', { a: many(8_000, () => []) }],
  ['nested lists', { a: many(80, () => JSON.parse('['.repeat(95) + ']'.repeat(95)) as never) }],
  ['names', Object.fromEntries(many(4_500, (index) => [`name ${index}`, index]))],
  ['numbers', { a: many(30_000, (index) => index % 10) }],
  ['texts', { a: many(15_000, () => 'x') }],
  ['signs in texts', { a: '{'.repeat(60_000), b: many(2_000, () => '{}[],:"\\') }],
])(
  '%s are weighed before they are read: never for less than they take, and not for much more',
  async (_, extra_data) => {
    const event = anEvent({ extra_data });
    await storeBatch(database.em, [event]);
    const wanted = { where: sql<boolean>`event_id = ${event.event_id}`, order: inOrderOfStoring };
    const refused = await readActivities(database.em.fork(), wanted, new ReadAllowance(1_024)).catch(
      (error: unknown) => error,
    );
    if (!(refused instanceof HeavyRead)) throw new Error('It was read');
    const weight = jsonMemory(extra_data);
    expect(refused.memory).toBeGreaterThan(weight);
    expect(refused.memory).toBeLessThan(2.2 * weight + MIB / 8);
    const enough = new ReadAllowance(refused.memory);
    expect((await readActivities(database.em.fork(), wanted, enough))[0]?.extra_data).toEqual(extra_data);
    expect(enough.left).toBe(0);
  },
);

test('a number weighs what PostgreSQL writes, which knows no exponents', () => {
  expect(extraData.safeParse({ a: many(1_500, () => 1e300) }).success).toBe(true);
  expect(extraData.safeParse({ a: many(10_000, () => 1e300) }).success).toBe(false);
  expect(extraData.safeParse({ a: many(10_000, () => 1e-300) }).success).toBe(false);
  expect(extraData.safeParse({ a: many(10_000, () => 0.1) }).success).toBe(true);
});

import { type Database, openDatabase, poolOf } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { type ActivityEvent, actions, entityTypes } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeBatch } from '../ingest/store-batch.ts';
import { compareRollups, type Differences, reconcileRollups, repairRollups } from './reconcile-rollups.ts';
import { damages, doDamage, keyOf } from './test-damage.ts';

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

const query = async (statement: string) => (await (await poolOf(database)).query(statement)).rows;
const rollups = () => query('select * from activity_rollups order by 1, 2, 3, 4, 5, 6');

const edges = [
  '2024-02-29T23:59:59.999Z',
  '2024-03-01T00:00:00.000Z',
  '2025-12-31T23:59:59.999Z',
  '1999-05-05T05:44:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
];
const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2024-05-01'), noInvalidDate: true });
const events: fc.Arbitrary<ActivityEvent> = fc
  .record({
    user_id: fc.constantFrom(null, 1, 2, 3),
    project_id: fc.constantFrom(null, 1, 2),
    entity_type: fc.constantFrom(...entityTypes),
    action: fc.constantFrom(...actions),
    occurred_at: fc.oneof(
      fc.constantFrom(...edges),
      moments.map((date) => date.toISOString()),
    ),
  })
  .map((parts) => anEvent(parts));
const batches = fc.array(events, { minLength: 1, maxLength: 40 });

/** Stores batches, one after the other, until told to end. */
function keepStoring(storing: readonly ActivityEvent[][]) {
  const ending = new AbortController();
  const work = async () => {
    let stored = 0;
    for (const batch of storing) {
      if (ending.signal.aborted) break;
      stored += (await storeBatch(database.em, batch)).stored.length;
    }
    return stored;
  };
  const working = work();
  return { end: () => (ending.abort(), working) };
}

const surplus = async ({ differences }: Differences) =>
  new Map(
    await Promise.all(
      differences.map(async (one) => [await keyOf(database.em, one), one.counted - one.actual] as const),
    ),
  );

test('whatever was done to the rollups is found exactly and mended exactly, while others write', async () => {
  await fc.assert(
    fc.asyncProperty(
      batches,
      fc.array(batches, { minLength: 12, maxLength: 12 }),
      damages,
      async (first, storing, wanted) => {
        await storeBatch(database.em, first);
        const writer = keepStoring(storing);
        const done = await doDamage(database.em.fork(), wanted);
        const found = await compareRollups(database.em.fork());
        expect(await surplus(found)).toEqual(done);
        expect(found.total).toBe(done.size);
        expect(await surplus(await repairRollups(database.em.fork()))).toEqual(done);
        expect(await compareRollups(database.em.fork())).toEqual({ total: 0, differences: [] });
        await writer.end();
        expect(await reconcileRollups(database.em.fork())).toEqual([]);
        expect(await query('select 1 from activity_rollups where count <= 0')).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

const someEvents = (count: number) => fc.sample(events, { numRuns: count, seed: 7 });

test('rollups that are all gone are counted anew, and the first hundred named', async () => {
  const busyMonth = someEvents(2_500).map((event, index) => ({
    ...event,
    user_id: index % 53,
    project_id: index % 47,
    occurred_at: new Date(Date.UTC(2024, 1, 1, 0, 16 * index)).toISOString(),
  }));
  await storeBatch(database.em, [...busyMonth, ...someEvents(200)]);
  const before = await rollups();
  // More than a transaction mends.
  expect(before.length).toBeGreaterThan(11_000);
  await query('delete from activity_rollups');
  const said: number[] = [];
  const mended = await repairRollups(database.em.fork(), { onProgress: (done) => said.push(done) });
  expect(mended).toMatchObject({ total: before.length, differences: { length: 100 } });
  expect(await rollups()).toEqual(before);
  expect(said).toEqual(said.toSorted((a, b) => a - b));
  expect(said.at(-1)).toBe(1);
});

test('several that mend at once mend once', async () => {
  await storeBatch(database.em, someEvents(200));
  const before = await rollups();
  await query(`update activity_rollups set count = count + 3 where series <> 'all_hour'`);
  await Promise.all(Array.from({ length: 4 }, () => repairRollups(database.em.fork())));
  expect(await rollups()).toEqual(before);
});

const waiting = (statement: string) =>
  query(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%${statement}%' and pid <> pg_backend_pid()`);

test('comparing waits for no writer; mending does, and what the writer adds meanwhile is kept', async () => {
  await storeBatch(database.em, someEvents(50));
  await query(`update activity_rollups set count = count + 1 where series = 'all_month'`);
  const writer = await (await poolOf(database)).connect();
  await writer.query('begin');
  await writer.query('select last_id from activity_head for update');
  const { total } = await compareRollups(database.em.fork());
  expect(total).toBeGreaterThan(0);
  const mending = repairRollups(database.em.fork());
  await expect.poll(() => waiting('activity_head')).toHaveLength(1);
  await writer.query(`update activity_rollups set count = count + 5`);
  await writer.query('commit');
  writer.release();
  await mending;
  const left = await compareRollups(database.em.fork());
  expect(new Set(left.differences.map(({ counted, actual }) => counted - actual))).toEqual(new Set([5]));
});

test('killed while mending, nothing of the slice is mended; the next time all is', async () => {
  await storeBatch(database.em, someEvents(50));
  const before = await rollups();
  await query(`update activity_rollups set count = count + 1`);
  const damaged = await rollups();
  await database.em.fork().transactional(async (writer) => {
    await sql`lock table activity_rollups in share mode`.execute(writer.getKysely());
    const mending = repairRollups(database.em.fork());
    const failing = expect(mending).rejects.toThrow();
    await expect.poll(() => waiting('insert into "activity_rollups"')).toHaveLength(1);
    const [{ pid }] = await waiting('insert into "activity_rollups"');
    await query(`select pg_terminate_backend(${pid})`);
    await failing;
  });
  expect(await rollups()).toEqual(damaged);
  await repairRollups(database.em.fork());
  expect(await rollups()).toEqual(before);
});

test('ends between two slices when asked to', async () => {
  await storeBatch(database.em, someEvents(50));
  const ending = new AbortController();
  const comparing = compareRollups(database.em.fork(), {
    signal: ending.signal,
    onProgress: () => ending.abort(new Error('closing')),
  });
  await expect(comparing).rejects.toThrow('closing');
});

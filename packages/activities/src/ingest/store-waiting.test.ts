import { type Database, openDatabase, poolOf } from '@timetracker/db';
import { createTestDatabase, type TestDatabase } from '@timetracker/db/testing';
import { type ActivityEvent, newEventId } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addToOutbox, outboxDepth } from './outbox.ts';
import { storeWaiting } from './store-waiting.ts';

let testDatabase: TestDatabase;
let database: Database;
/** Looks on, over connections that nobody else loses. */
let observer: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url);
  observer = await openDatabase(testDatabase.url);
});
afterEach(async () => {
  await database.close();
  await observer.close();
  await testDatabase.drop();
});

const someEvents = (count: number) =>
  Array.from({ length: count }, () => anEvent({ event_id: newEventId() }));
const stored = async () =>
  (
    await sql<{ id: number; event_id: string }>`select id, event_id from activities order by id`.execute(
      observer.em.getKysely(),
    )
  ).rows;
const waiting = async () =>
  (
    await sql<{ payload: { event_id: string } }>`select payload from activity_outbox order by id`.execute(
      observer.em.getKysely(),
    )
  ).rows.map(({ payload }) => payload.event_id);
const setAside = async () =>
  (
    await sql<{
      reason: string;
      event_id: string;
    }>`select reason, event_id from activity_set_aside order by id`.execute(observer.em.getKysely())
  ).rows;
const idsOf = (events: readonly { event_id: string }[]) => events.map(({ event_id }) => event_id);

test('what waits is stored in its order, and leaves the outbox', async () => {
  const events = someEvents(7);
  await addToOutbox(database.em, events);
  expect((await storeWaiting(database.em, 5)).taken).toBe(5);
  expect((await storeWaiting(database.em, 5)).taken).toBe(2);
  expect((await storeWaiting(database.em, 5)).taken).toBe(0);
  expect(idsOf(await stored())).toEqual(idsOf(events));
  expect(await waiting()).toEqual([]);
});

test('what is stored at once has at most 1 MiB, or is a single event', async () => {
  const sizes = [400, 400, 400, 3_000, 10];
  const heavy = sizes.map((kilobytes) => ({
    ...anEvent(),
    extra_data: { note: 'x'.repeat(kilobytes * 1_024) },
  }));
  await addToOutbox(database.em, heavy);
  const taken: number[] = [];
  for (let count = 1; count > 0; taken.push(count)) count = (await storeWaiting(database.em, 500)).taken;
  expect(taken).toEqual([2, 1, 1, 1, 0]);
});

test('a worker that dies before its commit has changed nothing, and the next stores each event once', async () => {
  const events = someEvents(20);
  await addToOutbox(database.em, events);
  const pool = await poolOf(observer);
  await pool.query(`create function die() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
  await pool.query(
    'create constraint trigger dies after insert on activities deferrable initially deferred for each row execute function die()',
  );
  await expect(storeWaiting(database.em, 500)).rejects.toThrow();
  expect(await stored()).toEqual([]);
  expect(await waiting()).toEqual(idsOf(events));
  await pool.query('drop trigger dies on activities');
  expect((await storeWaiting(database.em, 500)).stored).toHaveLength(20);
  expect(idsOf(await stored())).toEqual(idsOf(events));
});

test('events that do not fit, contradict or are refused are set aside, and the others stored', async () => {
  const [first, second, third] = [anEvent(), anEvent(), anEvent()];
  const contradicting = { ...first, description: 'Something else' };
  const shapeless = { ...anEvent(), action: 'danced' };
  const refused = anEvent();
  const pool = await poolOf(database);
  await pool.query(`create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'not this one' using errcode = '23514'; end $$`);
  await pool.query(
    `create trigger refuses before insert on activities for each row when (new.event_id = '${refused.event_id}') execute function refuse()`,
  );
  await addToOutbox(database.em, [first, shapeless as never, second, refused, contradicting, third]);
  const result = await storeWaiting(database.em, 500);
  expect(result).toMatchObject({ taken: 6, duplicates: 0, conflicts: [first.event_id] });
  expect(idsOf(await stored())).toEqual(idsOf([first, second, third]));
  expect((await stored()).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect((await setAside()).toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
    { reason: 'conflict', event_id: first.event_id },
    { reason: 'invalid', event_id: shapeless.event_id },
    { reason: 'rejected', event_id: refused.event_id },
  ]);
  expect(await waiting()).toEqual([]);
});

test('an event that is nested too deep to be read is set aside without its depths, and the others are stored', async () => {
  const [before, deep, after] = someEvents(3) as [ActivityEvent, ActivityEvent, ActivityEvent];
  for (const depth of [500, 4_000, 9_000]) {
    const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    await addToOutbox(database.em, [before]);
    const payload = JSON.stringify({ ...deep, extra_data: null }).replace(
      '"extra_data":null',
      `"extra_data":${nested}`,
    );
    await sql`insert into activity_outbox (event_id, payload) values (${deep.event_id}, ${payload}::jsonb)`.execute(
      observer.em.getKysely(),
    );
    await addToOutbox(database.em, [after]);
    expect((await storeWaiting(database.em, 500)).taken).toBe(3);
    expect(await waiting()).toEqual([]);
  }
  expect(idsOf(await stored())).toEqual(idsOf([before, after]));
  const [kept] = (
    await sql<{ event_id: string; reason: string; payload: string }>`
      select event_id, reason, payload from activity_set_aside`.execute(observer.em.getKysely())
  ).rows;
  expect(kept).toMatchObject({ event_id: deep.event_id, reason: 'invalid' });
  expect(JSON.parse(kept?.payload ?? '')).toMatchObject({
    entity_name: deep.entity_name,
    event_id: deep.event_id,
  });
  expect(kept?.payload.length).toBeLessThan(2_000);
});

test('several workers at once store every event once, without gaps and in the order of their commits', async () => {
  const events = someEvents(900);
  for (let first = 0; first < events.length; first += 30)
    await addToOutbox(database.em, events.slice(first, first + 30));
  const work = async () => {
    let taken = 0;
    for (let idle = 0; idle < 3; ) {
      const result = await storeWaiting(database.em, 70);
      taken += result.taken;
      idle = result.taken === 0 ? idle + 1 : 0;
    }
    return taken;
  };
  const taken = await Promise.all([work(), work(), work()]);
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(events.length);
  const rows = await stored();
  expect(rows.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  expect(new Set(idsOf(rows))).toEqual(new Set(idsOf(events)));
});

test('a row that somebody holds is left to them, and a row that commits late is not lost', async () => {
  const [held, free, late] = [anEvent(), anEvent(), anEvent()];
  const pool = await poolOf(database);
  const slow = await pool.connect();
  await slow.query('begin');
  // Its id is lower than those of the others, and it commits after them.
  await slow.query('insert into activity_outbox (event_id, payload) values ($1, $2)', [late.event_id, late]);
  await addToOutbox(database.em, [held, free]);
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from activity_outbox where event_id = $1 for update', [held.event_id]);
  expect((await storeWaiting(database.em, 500)).taken).toBe(1);
  expect(idsOf(await stored())).toEqual([free.event_id]);
  await holder.query('rollback');
  await slow.query('commit');
  expect((await storeWaiting(database.em, 500)).taken).toBe(2);
  expect(idsOf(await stored())).toEqual(idsOf([free, late, held]));
  for (const client of [slow, holder]) client.release();
});

test('the depth says how many batches wait, whoever wrote them, and how many bytes they have', async () => {
  expect(await outboxDepth(database.em)).toEqual({ events: 0, batches: 0, bytes: 0 });
  await addToOutbox(database.em, someEvents(200));
  await addToOutbox(database.em, someEvents(1));
  const depth = await outboxDepth(database.em);
  expect(depth.batches).toBe(2);
  expect(depth.bytes).toBeGreaterThan(201 * 100);
});

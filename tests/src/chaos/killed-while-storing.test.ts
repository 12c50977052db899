import { addToOutbox } from '@timetracker/activities';
import type { ActivityEvent } from '@timetracker/shared';
import { anEvent } from '@timetracker/shared/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { trailFaults } from '../fuzz/check-trail.ts';
import { type Stack, startStack } from '../stack.ts';

const GATE = 72_001;
const PER_KILL = 20;

let stack: Stack;
let gate: pg.Client;
beforeEach(async () => {
  stack = await startStack('postgres', {}, { worker: false });
  gate = new pg.Client({ connectionString: stack.adminUrl });
  await gate.connect();
  await gate.query(`create function wait_at_gate() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(${GATE}); return coalesce(new, old); end $$`);
});
afterEach(async () => {
  await gate.end();
  await stack.stop();
});

/** Where a worker stands when it is killed: in the statements that take, number, count and commit. */
const places = {
  'taking from the outbox': 'before delete on activity_outbox for each row',
  'storing the first activity': 'before insert on activities for each row',
  'having stored the last one': 'after insert on activities for each statement',
  counting: 'after insert on activity_rollups for each statement',
  'moving the head': 'before update on activity_head for each row',
  committing: 'after update on activity_head deferrable initially deferred for each row',
};

interface Standing {
  pid: number;
}
const standing = async () =>
  (
    await gate.query<Standing>(
      `select pid from pg_stat_activity
       where wait_event_type = 'Lock' and wait_event = 'advisory' and datname = current_database()`,
    )
  ).rows;

const workerEnv = () => ({ DATABASE_URL: stack.workerUrl, REDIS_URL: '', LOG_LEVEL: 'silent' });

/** @param isNoticed whether PostgreSQL notices at once that nobody is there any more; otherwise it goes on, and commits */
async function killWorkerAt(place: string, isNoticed: boolean): Promise<void> {
  const constraint = place.includes('deferrable') ? 'constraint' : '';
  const table = /on (\w+)/.exec(place)?.[1];
  await gate.query(`create ${constraint} trigger z_gate ${place} execute function wait_at_gate()`);
  await gate.query(`select pg_advisory_lock(${GATE})`);
  const worker = await startChild('apps/worker/src/main.ts', workerEnv());
  await expect.poll(standing).toHaveLength(1);
  await worker.kill();
  if (isNoticed)
    await gate.query('select pg_terminate_backend(pid, 10000) from unnest($1::int[]) as pid', [
      (await standing()).map(({ pid }) => pid),
    ]);
  await gate.query(`select pg_advisory_unlock(${GATE})`);
  await gate.query(`drop trigger z_gate on ${table}`);
}

/** Events that were acknowledged, and a worker killed over them at each place. @returns their ids */
async function killAtEachPlace(batch: () => ActivityEvent[]): Promise<string[]> {
  const acknowledged: string[] = [];
  for (const place of Object.values(places))
    for (const isNoticed of [true, false]) {
      const events = batch();
      await addToOutbox(stack.db.em.fork(), events);
      acknowledged.push(...events.map(({ event_id }) => event_id));
      await killWorkerAt(place, isNoticed);
    }
  await stack.startWorker();
  await expect.poll(() => stack.db.em.fork().execute('select id from activity_outbox')).toEqual([]);
  return acknowledged;
}

const idsIn = async (table: string) =>
  (await gate.query<{ event_id: string }>(`select event_id from ${table}`)).rows.map(
    ({ event_id }) => event_id,
  );
const someEvents = () => Array.from({ length: PER_KILL }, () => anEvent());

test('events whose worker is killed between taking and storing are stored once, without a look at their event_id', async () => {
  // Whatever was stored twice would stand there twice.
  await gate.query('alter table activities drop constraint if exists activities_event_id_key');
  await gate.query('drop index if exists activities_event_id_key');
  const acknowledged = await killAtEachPlace(someEvents);
  expect((await idsIn('activities')).toSorted()).toEqual(acknowledged.toSorted());
  expect(await trailFaults(stack.db)).toEqual([]);
});

test('so are events beside one that is set aside, which takes several statements', async () => {
  const shapeless: string[] = [];
  const acknowledged = await killAtEachPlace(() => {
    const odd = { ...anEvent(), action: 'danced' as never };
    shapeless.push(odd.event_id);
    return [...someEvents(), odd];
  });
  const fit = acknowledged.filter((id) => !shapeless.includes(id));
  expect((await idsIn('activities')).toSorted()).toEqual(fit.toSorted());
  expect((await idsIn('activity_set_aside')).toSorted()).toEqual(shapeless.toSorted());
  expect(await trailFaults(stack.db)).toEqual([]);
});

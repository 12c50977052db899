import {
  activityStats,
  findCheckpoint,
  reconcileRollups,
  sealLog,
  verifyStoredLog,
} from '@timetracker/activities';
import { aSigner, openTestLog } from '@timetracker/activities/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countDue } from './due.ts';
import { listPurges } from './purge.ts';
import { requestPurge } from './request-purge.ts';
import { runPurge } from './run-purge.ts';

const OLD = '2025-03-01T12:00:00.000Z';
const BEFORE = '2025-06-01T00:00:00.000Z';
const scope = { before: BEFORE, entity_type: null };

const signer = aSigner();
let log: Awaited<ReturnType<typeof openTestLog>>;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.stop());

const ask = (parts: Partial<Parameters<typeof requestPurge>[1]> = {}) =>
  requestPurge(log.db.em.fork(), { ...scope, reason: 'Kept for long enough', ...parts });

async function purge(parts: Partial<Parameters<typeof requestPurge>[1]> = {}) {
  const { id } = await ask(parts);
  return runPurge(log.db.em, id);
}

const ids = async () => {
  const { rows } = await sql<{ id: number }>`select id from activities order by id`.execute(
    log.db.em.getKysely(),
  );
  return rows.map(({ id }) => id);
};

const outside = async () => [(await findCheckpoint(log.db.em))?.note ?? ''];

test('what is old and sealed goes; an activity says before and after what and why', async () => {
  await log.add(30, { occurred_at: OLD });
  await log.add(5);
  await sealLog(log.db.em, signer);
  await log.add(3, { occurred_at: OLD });
  expect(await countDue(log.db.em.fork(), scope)).toEqual({ due: 30, unsealed: 3, held: 0 });

  const done = await purge();
  expect(done).toMatchObject({ purged: 30, last_id: 35, number: 1 });
  expect(await ids()).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41]);
  const { rows } = await sql`
    select action, entity_type, entity_id, extra_data from activities where id > 38 order by id`.execute(
    log.db.em.getKysely(),
  );
  const about = { purge_id: done.id, reason: 'Kept for long enough', before: BEFORE };
  expect(rows).toMatchObject([
    { action: 'started', entity_type: 'audit', entity_id: 1, extra_data: { ...about, last_id: 35 } },
    { action: 'purged', entity_id: 1, extra_data: { ...about, after: 0, through: 35, purged: 30 } },
    { action: 'purged', entity_type: 'audit', entity_id: 1, extra_data: { ...about, purged: 30 } },
  ]);
  expect(await listPurges(log.db.em.fork(), 10)).toEqual([done]);
});

test('the log is what it was, by checkpoints from before as well, and knows what was purged', async () => {
  await log.add(300, { occurred_at: OLD });
  await sealLog(log.db.em, signer);
  const before = await outside();
  await purge();
  await log.add(10);
  await sealLog(log.db.em, signer);
  const verdict = await verifyStoredLog(log.db.em, { outside: [...before, ...(await outside())] });
  expect(verdict).toMatchObject({ ok: true, purged: 300, in_progress: { erasures: [], purges: [] } });

  await log.tamper(sql`delete from activities where id = 305`);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: false, problem: 'missing', id: 305 });
});

test('a range that nobody purged is no excuse for what is missing', async () => {
  await log.add(20, { occurred_at: OLD });
  await sealLog(log.db.em, signer);
  const { id } = await ask();
  await log.tamper(
    sql`insert into activity_purged (purge_id, first_id, last_id) values (${id}, 7, 7)`,
    sql`insert into activity_leaves (id, hash) select id, substr(leaf, 1, 32) from activities where id = 7`,
    sql`delete from activities where id = 7`,
  );
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: false, problem: 'changed' });
});

test('broken off between two batches, it goes on, and whoever verifies meanwhile is told', async () => {
  await log.add(100, { occurred_at: OLD });
  await sealLog(log.db.em, signer);
  const { id } = await ask();
  const stopping = new AbortController();
  const seen: number[] = [];
  const running = runPurge(log.db.em, id, {
    batch: 30,
    signal: stopping.signal,
    onProgress: (done, { purged }) => {
      seen.push(done);
      if (purged === 60) stopping.abort(new Error('stopping'));
    },
  });
  await expect(running).rejects.toThrow('stopping');
  expect(seen).toEqual([0, 0.3, 0.6]);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({
    ok: true,
    purged: 60,
    in_progress: { purges: [id] },
  });
  expect(await reconcileRollups(log.db.em.fork())).toEqual([]);

  const [one, other] = await Promise.all([runPurge(log.db.em, id), runPurge(log.db.em, id)]);
  expect(one).toEqual(other);
  expect(one.purged).toBe(100);
  expect(await verifyStoredLog(log.db.em)).toMatchObject({
    ok: true,
    purged: 100,
    in_progress: { purges: [] },
  });
  expect(await reconcileRollups(log.db.em.fork())).toEqual([]);
});

test('whoever adds to the list of a purge that is running is found, before it ends and after', async () => {
  await log.add(20, { occurred_at: OLD });
  await log.add(10);
  await sealLog(log.db.em, signer);
  const before = await outside();
  const { id } = await ask();
  const stopping = new AbortController();
  const onProgress = (_done: number, { purged }: { purged: number }) =>
    purged === 8 && stopping.abort(new Error('stopping'));
  const running = runPurge(log.db.em, id, { batch: 8, signal: stopping.signal, onProgress });
  await expect(running).rejects.toThrow('stopping');
  await log.tamper(
    sql`insert into activity_leaves (id, hash) select id, substr(leaf, 1, 32) from activities where id = 25`,
    sql`delete from activities where id = 25`,
    sql`insert into activity_purged values (${id}, 25, 25)`,
  );
  const verdict = () => verifyStoredLog(log.db.em, { outside: before });
  expect(await verdict()).toMatchObject({ ok: false, problem: 'changed', id: 25 });
  await runPurge(log.db.em, id);
  await sealLog(log.db.em, signer);
  // The step that came by there does not vouch for it.
  expect(await verdict()).toMatchObject({ ok: false, problem: 'changed', id: 33 });
});

test('a purge that is told to take more than was announced says so, and what is not as logged stays', async () => {
  await log.add(20, { occurred_at: OLD });
  await log.add(5);
  await sealLog(log.db.em, signer);
  const { id } = await ask();
  const stopping = new AbortController();
  const onProgress = () => stopping.abort(new Error('stopping'));
  await expect(runPurge(log.db.em, id, { signal: stopping.signal, onProgress })).rejects.toThrow('stopping');
  const [row] = await log.db.em.execute<{ created_at: Date }[]>(
    `select created_at from activities where id = 21`,
  );
  await log.tamper(
    sql`update activities set created_at = ${OLD} where id = 21`,
    sql`update activity_purges set before = now() where id = ${id}`,
  );
  expect(await runPurge(log.db.em, id)).toMatchObject({ purged: 24 });
  expect(await verifyStoredLog(log.db.em)).toMatchObject({ ok: false, problem: 'changed', id: 21 });
  await log.tamper(
    sql`update activities set created_at = ${row?.created_at} where id = 21`,
    sql`update activity_purges set before = ${BEFORE} where id = ${id}`,
  );
  expect(await verifyStoredLog(log.db.em)).toMatchObject({
    ok: false,
    id: 27,
    message: expect.stringMatching(/another scope/),
  });
});

test('a purge that stays open for more than a day is a finding', async () => {
  await log.add(10, { occurred_at: OLD });
  await sealLog(log.db.em, signer);
  const { id } = await ask();
  const stopping = new AbortController();
  const onProgress = () => stopping.abort(new Error('stopping'));
  await expect(runPurge(log.db.em, id, { signal: stopping.signal, onProgress })).rejects.toThrow('stopping');
  const inHours = (hours: number) => ({ now: Date.now() + hours * 3_600_000 });
  expect(await verifyStoredLog(log.db.em, inHours(23))).toMatchObject({
    ok: true,
    in_progress: { purges: [id] },
  });
  expect(await verifyStoredLog(log.db.em, inHours(25))).toMatchObject({
    ok: false,
    problem: 'unfinished',
    id: 11,
  });
  await runPurge(log.db.em, id);
  expect(await verifyStoredLog(log.db.em, inHours(25))).toMatchObject({ ok: true, purged: 10 });
});

test('a legal hold wins, for a project and for a person, and so does what vouches for a purge', async () => {
  const [held, other] = [{ project_id: 1 }, { project_id: 2 }];
  await log.add(2, { occurred_at: OLD, ...held, user_id: 1 });
  await log.add(2, { occurred_at: OLD, ...other, user_id: 2 });
  await log.add(2, { occurred_at: OLD, ...other, user_id: 3 });
  await log.add(1, { occurred_at: OLD, entity_type: 'project', entity_id: 1, project_id: null, user_id: 3 });
  await log.add(1, { occurred_at: OLD, entity_type: 'user', entity_id: 2, project_id: null, user_id: 3 });
  await sealLog(log.db.em, signer);
  await sql`insert into legal_holds (project_id, user_id, reason) values (1, null, 'Case'), (null, 2, 'Case')`.execute(
    log.db.em.getKysely(),
  );
  expect(await countDue(log.db.em.fork(), scope)).toEqual({ due: 2, unsealed: 0, held: 6 });
  await purge();
  expect((await ids()).filter((id) => id <= 8)).toEqual([1, 2, 3, 4, 7, 8]);

  await sql`delete from legal_holds where user_id = 2`.execute(log.db.em.getKysely());
  await sealLog(log.db.em, signer);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  await purge({ before: tomorrow });
  expect((await ids()).filter((id) => id <= 11)).toEqual([1, 2, 7, 9, 10, 11]);
});

test('the function itself refuses what is held and what vouches, whoever asks', async () => {
  await log.add(2, { occurred_at: OLD, project_id: 1 });
  await sealLog(log.db.em, signer);
  await purge({ entity_type: 'client' });
  const { id } = await ask();
  await sql`insert into legal_holds (project_id, reason) values (1, 'Case')`.execute(log.db.em.getKysely());
  const call = (which: number) =>
    sql`select purge_activities(${id}::uuid, array[${which}]::bigint[])`.execute(log.db.em.getKysely());
  await expect(call(1)).rejects.toMatchObject({ code: 'TT004' });
  await expect(call(3)).rejects.toMatchObject({ code: 'TT002' });
  await expect(call(4)).rejects.toMatchObject({ code: 'TT002' });
});

test('statistics go on counting what was purged, unless they are told to forget', async () => {
  const yesterday = new Date(Date.now() - 36 * 3_600_000).toISOString();
  const before = new Date(Date.now() - 24 * 3_600_000).toISOString();
  await log.add(10, { occurred_at: yesterday, entity_type: 'task' });
  await log.add(6, { occurred_at: yesterday, entity_type: 'client' });
  await sealLog(log.db.em, signer);
  expect(await activityStats(log.db.em.fork(), 7, { kind: 'everything' })).not.toHaveProperty(
    'purged_before',
  );
  const counts = async () => (await activityStats(log.db.em.fork(), 7, { kind: 'everything' })).entity_counts;
  await purge({ before, entity_type: 'task' });
  expect(await counts()).toMatchObject({ task: 10, client: 6 });
  expect(await activityStats(log.db.em.fork(), 7, { kind: 'everything' })).toMatchObject({
    purged_before: before,
    purged_types: ['task'],
  });
  await purge({ before, entity_type: 'client', keep_counts: false });
  expect(await counts()).toMatchObject({ task: 10 });
  expect(await counts()).not.toHaveProperty('client');
  const statistics = () => activityStats(log.db.em.fork(), 7, { kind: 'everything' });
  expect((await statistics()).purged_types).toEqual(['client', 'task']);
  expect(await reconcileRollups(log.db.em.fork())).toEqual([]);
});

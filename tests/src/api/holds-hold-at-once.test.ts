import { sealLog, storeBatch } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { requestPurge } from '@timetracker/privacy';
import { anEvent } from '@timetracker/shared/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Backend, type Stack, startStack } from '../stack.ts';

const signer = parseSigner(generateSigner('example.com/activity'));
const patience = { timeout: 60_000, interval: 50 };
const OLD = '2025-03-01T12:00:00.000Z';
const BEFORE = '2025-06-01T00:00:00.000Z';
const EACH = 50;

describe.each<Backend>(['postgres', 'redis'])('a legal hold with the queue on %s', (backend) => {
  let stack: Stack;
  let blocker: pg.Client;
  let key: string;
  let mia: number;
  let ada: number;

  beforeEach(async () => {
    stack = await startStack(backend, {}, { worker: false });
    ada = (await stack.createUser('ada.admin', 'admin')).id;
    mia = (await stack.createUser('mia.member')).id;
    key = await stack.createKey({ user_id: ada, scopes: ['admin'] });
    const facts = { occurred_at: OLD, user_id: mia };
    await storeBatch(
      stack.db.em,
      [1, 2].flatMap((project_id) => Array.from({ length: EACH }, () => anEvent({ ...facts, project_id }))),
    );
    if (signer) await sealLog(stack.db.em, signer);
    const [place] = await stack.db.em.execute<{ url: string }[]>('select current_database() as url');
    const url = new URL(stack.workerUrl);
    expect(place?.url).toBe(url.pathname.slice(1));
    blocker = new pg.Client({ connectionString: url.href });
    await blocker.connect();
  });
  afterEach(async () => {
    await blocker.end();
    await stack.stop();
  });

  const post = async (path: string, body: object) => {
    const response = await fetch(`${stack.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const left = async (project_id: number) =>
    (
      await stack.db.em.execute<{ count: number }[]>(
        'select count(*) as count from activities where project_id = ? and created_at < ?',
        [project_id, BEFORE],
      )
    )[0]?.count;
  const waitingFor = async (applicationName: string) =>
    (
      await stack.db.em.execute<{ count: number }[]>(
        `select count(*) as count from pg_stat_activity
         where datname = current_database() and application_name = ? and wait_event_type = 'Lock'`,
        [applicationName],
      )
    )[0]?.count;
  /** Who writes into the log waits until `release`, in the middle of whatever they do. */
  const holdUpWriters = async () => {
    await blocker.query('begin');
    await blocker.query('select last_id from activity_head for update');
    return () => blocker.query('commit');
  };

  test('is answered when the purge batch under way has ended, and nothing that it covers goes afterwards', async () => {
    await requestPurge(stack.db.em.fork(), { before: BEFORE, entity_type: null, reason: 'Old' });
    const { rows: order } = await blocker.query<{ id: string }>('select id from activity_purges');
    expect(order).toHaveLength(1);
    // The purge has begun, and stands in the middle of its batch: what it takes is chosen and removed, not committed.
    await stack.db.em.execute(
      'update activity_purges set begun_at = now(), last_id = (select max(size) from log_checkpoints)',
    );
    const release = await holdUpWriters();
    await stack.startWorker();
    await expect.poll(() => waitingFor('timetracker-purge'), patience).toBe(1);

    let answered = false;
    const holding = post('/retention/holds', { project_id: 1, reason: 'Case 7' }).then(async (answer) => {
      answered = true;
      return { ...answer, left: await left(1) };
    });
    await expect.poll(() => waitingFor('timetracker-api'), patience).toBe(1);
    expect(answered).toBe(false);
    await release();

    const hold = await holding;
    expect(hold.status).toBe(200);
    const finished = async () =>
      (
        await stack.db.em.execute<{ finished: boolean }[]>(
          'select finished_at is not null as finished from activity_purges',
        )
      ).every((row) => row.finished);
    await expect.poll(finished, patience).toBe(true);
    expect(await left(1)).toBe(hold.left);
    expect(await left(2)).toBe(0);
  });

  test('placed before the batch, keeps what it covers', async () => {
    expect((await post('/retention/holds', { project_id: 1, reason: 'Case 7' })).status).toBe(200);
    await post('/retention/purges', { before: BEFORE, reason: 'Old' });
    await stack.startWorker();
    await expect.poll(() => left(2), patience).toBe(0);
    expect(await left(1)).toBe(EACH);
  });

  test('stops an anonymization that has begun, which goes on when it is released', async () => {
    expect((await post(`/users/${mia}/anonymize`, { id: mia, reason: 'Asked' })).status).toBe(202);
    const hold = await post('/retention/holds', { user_id: mia, reason: 'Case 7' });
    expect(hold.status).toBe(200);
    const stage = async () =>
      (await stack.db.em.execute<{ stage: string }[]>('select stage from anonymizations'))[0]?.stage;
    await stack.startWorker();
    await post('/retention/purges', { before: '1999-01-01', reason: 'Nothing' });
    const looked = async () =>
      (
        await stack.db.em.execute<{ count: number }[]>(
          'select count(*) as count from activity_purges where finished_at is not null',
        )
      )[0]?.count;
    await expect.poll(looked, patience).toBe(1);
    expect(await stage()).toBe('waiting');
    expect((await post('/retention/holds/release', { id: hold.body['id'] })).status).toBe(200);
    await expect.poll(stage, patience).toBe('completed');
  });
});

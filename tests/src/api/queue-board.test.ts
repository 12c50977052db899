import { chooseBackend, openQueues } from '@timetracker/queue';
import { anEvent } from '@timetracker/shared/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, type Stack, signIn, startStack } from '../stack.ts';

const patience = { timeout: 30_000, interval: 50 };
const log = pino({ level: 'silent' });

describe.each<Backend>(['postgres', 'redis'])('the queues on %s', (backend) => {
  let stack: Stack;
  let cookie: string;
  let ada: number;
  let queues: ReturnType<typeof openQueues>;
  const queue = (name: string) => {
    const found = queues.find((one) => one.name === name);
    if (!found) throw new Error(`no queue ${name}`);
    return found;
  };

  beforeAll(async () => {
    stack = await startStack(backend);
    ada = (await stack.createUser('ada.admin', 'admin')).id;
    cookie = await signIn(stack.url, 'ada.admin');
    queues = openQueues(chooseBackend({ ...stack.env, DATABASE_URL: stack.workerUrl }), log);
    await Promise.all(queues.map((one) => one.waitUntilReady()));
  });
  afterAll(async () => {
    await Promise.all(queues.map((one) => one.close()));
    await stack.stop();
  });

  const board = (method: string, path: string, body?: object) =>
    fetch(`${stack.url}/admin/queues${path}`, {
      method,
      headers: { cookie, origin: stack.url, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const audit = (action: string) =>
    stack.db.em.execute<{ user_id: number | null; entity_name: string; extra_data: object }[]>(
      `select user_id, entity_name, extra_data from activities where entity_type = 'audit' and action = ? order by id`,
      [action],
    );
  const failedJob = async (name: string, data: object) => {
    // No worker knows the name: the job fails at once and rests.
    const job = await queue(name).add('unheard-of', data, { attempts: 1 });
    await expect.poll(async () => await queue(name).getJobState(job.id ?? ''), patience).toBe('failed');
    return job.id ?? '';
  };

  test('can be looked at, and nothing of them be changed but what failed be tried again', async () => {
    const id = await failedJob('maintenance', { some: 'thing' });
    expect((await board('GET', '')).status).toBe(200);
    expect((await board('GET', '/api/queues')).status).toBe(200);
    for (const page of ['/queue/maintenance', `/queue/maintenance/${id}`])
      expect((await board('GET', page)).headers.get('content-type'), page).toMatch(/^text\/html/);
    for (const nowhere of ['/nope', '/queue', '/queue/nope', '/queue/nope/1', '/static/nope.js', '/api/nope'])
      expect((await board('GET', nowhere)).status, nowhere).toBe(404);
    const one = `/api/queues/maintenance/${id}`;
    const refused: [string, string, object?][] = [
      ['PUT', '/api/queues/pause'],
      ['PUT', '/api/queues/resume'],
      ['PUT', '/api/queues/activities/pause'],
      ['PUT', '/api/queues/activities/resume'],
      ['PUT', '/api/queues/activities/empty'],
      ['PUT', '/api/queues/activities/obliterate'],
      ['PUT', '/api/queues/activities/promote'],
      ['PUT', '/api/queues/activities/concurrency', { concurrency: 0 }],
      ['PUT', '/api/queues/maintenance/clean/failed'],
      ['PUT', '/api/queues/maintenance/retry/completed'],
      ['PUT', `${one}/retry/completed`],
      ['PUT', `${one}/clean`],
      ['PUT', `${one}/promote`],
      ['PATCH', `${one}/update-data`, { some: 'other' }],
      ['PATCH', one, { some: 'other' }],
      ['POST', '/api/queues/mail/add', { name: 'send-mail', data: {}, options: {} }],
      ['DELETE', one],
      ['DELETE', '/api/queues/maintenance/job-schedulers/mark-overdue-invoices'],
      ['POST', '/api/anything'],
    ];
    for (const [method, path, body] of refused)
      expect([method, path, (await board(method, path, body)).status]).toEqual([method, path, 403]);
    expect(await queue('activities').isPaused()).toBe(false);
    expect(await queue('maintenance').getJobState(id)).toBe('failed');
    expect((await queue('maintenance').getJob(id))?.data).toEqual({ some: 'thing' });
    const mails = await queue('mail').getJobs(['waiting', 'delayed', 'failed']);
    expect(mails.filter(({ name }) => name === 'send-mail')).toEqual([]);
  });

  test.each([
    ['/api/queues/nope/1', 404, 'Not found'],
    ['/api/queues/maintenance/no-such-job', 404, 'Not found'],
    ['/api/queues/nope/metrics', 404, 'Not found'],
    ['/api/queues/nope/workers', 404, 'Not found'],
    ['/api/queues/maintenance/no-such-job/logs', 200, undefined],
    ['/api/queues/maintenance/no-such-job/flow', 404, 'Not found'],
    ['/api/nope', 404, 'Not found'],
    ['/api/redis/stats', 403, 'Forbidden'],
    ['/api/queues?page=-1', 400, 'Invalid parameter'],
    ['/api/queues?activeQueue=maintenance&jobsPerPage=1000000', 400, 'Invalid parameter'],
    ['/api/queues?activeQueue=maintenance&status=constructor', 400, 'Invalid parameter'],
    ['/api/queues?activeQueue=%25ff', 400, 'Invalid parameter'],
    ['/api/queues?activeQueue=&status=&page=1&jobsPerPage=10', 200, undefined],
  ])('GET %s is answered %i in the form of the contract', async (path, status, error) => {
    const answer = await board('GET', path);
    const body = (await answer.json()) as { error?: string; message?: string };
    expect([answer.status, body.error]).toEqual([status, error]);
    if (error !== undefined) expect(body.message).toMatch(/^[A-Za-z].*/);
    if (error !== undefined) expect(Object.keys(body).sort()).not.toContain('code');
    if (status === 400) expect(body).toHaveProperty('issues');
  });

  test('trying again is in the trail with who did it and what of', async () => {
    const before = (await audit('retried')).length;
    const id = await failedJob('maintenance', {});
    expect((await board('PUT', `/api/queues/maintenance/${id}/retry/failed`)).status).toBe(204);
    await expect.poll(() => queue('maintenance').getJobState(id), patience).toBe('failed');
    await failedJob('maintenance', {});
    const all = await board('PUT', '/api/queues/maintenance/retry/failed');
    expect(all.status).toBe(200);
    await expect.poll(async () => (await audit('retried')).length, patience).toBe(before + 2);
    expect((await audit('retried')).slice(before)).toMatchObject([
      {
        user_id: ada,
        entity_name: 'maintenance',
        extra_data: { queue: 'maintenance', jobs: 1, job_ids: [id] },
      },
      { user_id: ada, entity_name: 'maintenance', extra_data: { queue: 'maintenance' } },
    ]);
  });

  test('what cannot be tried again is refused and leaves no trace', async () => {
    const before = (await audit('retried')).length;
    expect((await board('PUT', '/api/queues/maintenance/no-such-job/retry/failed')).status).toBe(404);
    expect((await board('PUT', '/api/queues/no-such-queue/retry/failed')).status).toBe(404);
    expect((await board('PUT', '/api/queues/search/retry/failed')).status).toBe(409);
    expect(await audit('retried')).toHaveLength(before);
  });

  test('e-mails are shown without the links that let people in, and nothing of the server', async () => {
    await queue('mail').add('unheard-of', {
      mail_id: 'm-1',
      subject: 'Welcome',
      link: { label: 'In', url: 'https://example.com/secret-link' },
    });
    await expect.poll(() => queue('mail').getFailedCount(), patience).toBe(1);
    const text = await (
      await board('GET', '/api/queues?activeQueue=mail&status=failed&page=1&jobsPerPage=10')
    ).text();
    expect(text).toContain('m-1');
    expect(text).not.toContain('secret-link');
    expect((await board('GET', '/api/redis/stats')).status).toBe(403);
  });

  test('a paused queue is told by ready, by metrics and, once, by the trail, whoever paused it', async () => {
    const ready = async () => {
      const response = await fetch(`${stack.url}/api/health/ready`);
      return [response.status, await response.json()];
    };
    await expect
      .poll(ready, patience)
      .toEqual([200, { status: 'ok', parts: { database: 'ok', queue: 'ok' } }]);
    await queue('activities').pause();
    await expect
      .poll(ready, patience)
      .toEqual([200, { status: 'degraded', parts: { database: 'ok', queue: 'paused: activities' } }]);
    expect(await (await fetch(`${stack.url}/metrics`)).text()).toContain('timetracker_queues_paused 1');
    const told = (action: string) => expect.poll(() => audit(action), patience);
    await told('paused').toMatchObject([{ user_id: null, entity_name: 'activities' }]);
    // What people do is stored all the same: it does not go by the queue.
    const project = await stack.createProject('While it stands still');
    await expect
      .poll(
        () =>
          stack.db.em.execute(
            `select action from activities where entity_type = 'project' and entity_id = ?`,
            [project],
          ),
        patience,
      )
      .toHaveLength(1);
    await queue('activities').resume();
    await told('resumed').toMatchObject([{ user_id: null, entity_name: 'activities' }]);
    await expect
      .poll(ready, patience)
      .toEqual([200, { status: 'ok', parts: { database: 'ok', queue: 'ok' } }]);
    expect(await audit('paused')).toHaveLength(1);
  });

  test('what is put there by hand is stored only as what anybody may post', async () => {
    const forged = [
      anEvent({ source: 'app', user_id: ada, entity_type: 'audit', action: 'revoked' }),
      anEvent({ user_id: 999_999 }),
      anEvent({ user_id: ada, occurred_at: '2400-01-01T00:00:00Z' }),
    ];
    const fair = anEvent({ user_id: ada });
    await queue('activities').add('store-activities', { events: [...forged, fair] });
    const stored = async () =>
      (
        await stack.db.em.execute<{ event_id: string }[]>(
          'select event_id from activities where event_id in (?, ?, ?, ?)',
          [...forged, fair].map(({ event_id }) => event_id),
        )
      ).map(({ event_id }) => event_id);
    await expect.poll(stored, patience).toEqual([fair.event_id]);
    expect(
      await stack.db.em.execute(`select reason from activity_set_aside where reason = 'rejected'`),
    ).toHaveLength(forged.length);
  });
});

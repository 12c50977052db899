import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyStoredLog } from '@timetracker/activities';
import { chooseBackend, createProducer, openQueues } from '@timetracker/queue';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, type Stack, signIn, startStack } from '../stack.ts';

describe.each<Backend>(['postgres', 'redis'])('anonymization, with the queue on %s', (backend) => {
  let folder: string;
  let stack: Stack;
  let admin: { id: number; key: string };
  let member: { id: number; key: string };
  let reader: string;
  let cookie: string;
  let anna: number;

  const silent = { warn: () => undefined };
  const queueBackend = () =>
    chooseBackend({ DATABASE_URL: stack.env.DATABASE_URL ?? '', REDIS_URL: stack.env.REDIS_URL });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timetracker-privacy-'));
    stack = await startStack(backend, { DATA_DIR: folder });
    const person = async (name: string, role: 'member' | 'admin') => {
      const { id } = await stack.createUser(name, role);
      return {
        id,
        key: await stack.createKey({
          user_id: id,
          scopes: ['activity:read', 'activity:write', ...(role === 'admin' ? ['admin' as const] : [])],
        }),
      };
    };
    admin = await person('ada.admin', 'admin');
    member = await person('mia.member', 'member');
    anna = (await stack.createUser('anna.berg')).id;
    cookie = await signIn(stack.url, 'anna.berg');
    reader = await stack.createKey({ user_id: admin.id, scopes: ['activity:read'] });
  });
  afterAll(async () => {
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  async function call(path: string, key?: string, body?: object) {
    const response = await fetch(`${stack.url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any -- what it is, the expectations say
    return { status: response.status, body: (await response.json()) as any };
  }

  test('only administrators may anonymize, look at what would change, and hand out data', async () => {
    const all: [string, object?][] = [
      [`/users/${anna}/anonymize`, { reason: 'asked' }],
      [`/users/${anna}/anonymization/preview`],
      [`/users/${anna}/anonymization`],
      [`/users/${anna}/data`],
    ];
    for (const [path, body] of all) {
      expect((await call(path, undefined, body)).status).toBe(401);
      expect((await call(path, member.key, body)).status).toBe(403);
      expect((await call(path, reader, body)).status).toBe(403);
    }
    expect((await call(`/users/${anna}/anonymization`, admin.key)).status).toBe(404);
  });

  test('a legal hold on the person, or on a project of theirs, is named and has to be lifted first', async () => {
    const project_id = await stack.createProject('Site', [anna]);
    for (const on of [{ user_id: anna }, { project_id }]) {
      const { body: hold } = await call('/retention/holds', admin.key, { ...on, reason: 'Case 7' });
      const answers = [
        await call(`/users/${anna}/anonymize`, admin.key, { reason: 'asked' }),
        await call(`/users/${anna}/anonymization/preview`, admin.key),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(409);
        expect(body.message).toContain(`is under legal hold ${hold.id} (Case 7)`);
      }
      expect((await call('/retention/holds/release', admin.key, { id: hold.id })).status).toBe(200);
    }
    expect((await call(`/users/${anna}/anonymization/preview`, admin.key)).status).toBe(200);
  });

  test('everything that is held about a person can be handed out', async () => {
    await fetch(`${stack.url}/api/activities?limit=1`, { headers: { cookie } });
    await stack.db.em
      .fork()
      .execute('insert into legal_holds (user_id, reason) values (?, ?)', [anna, 'A lawsuit']);
    const [queue] = openQueues(queueBackend(), silent).filter(({ name }) => name === 'activities');
    const others = anEvent({ description: 'Of somebody else' });
    const job = await queue?.add(
      'no-such-job',
      {
        events: [others, anEvent({ user_id: anna, description: 'Rests' })],
      },
      { delay: 86_400_000 },
    );
    await mkdir(join(folder, 'outbox'), { recursive: true });
    await writeFile(join(folder, 'outbox', 'x.eml'), 'To: Anna Berg <a@b.example>\n\nHello');
    const { status, body } = await call(`/users/${anna}/data`, admin.key);
    expect(body.data).toMatchObject({
      legal_holds: [{ reason: 'A lawsuit' }],
      jobs: [{ queue: 'activities', state: 'delayed', data: { events: [{ description: 'Rests' }] } }],
      kept_emails: [{ file: 'outbox/x.eml', text: expect.stringContaining('Hello') }],
    });
    await job?.remove();
    await queue?.close();
    await rm(join(folder, 'outbox', 'x.eml'));
    await stack.db.em.fork().execute('delete from legal_holds');
    expect(status).toBe(200);
    expect(body.account).toMatchObject({ username: 'anna.berg', email: 'anna.berg@example.com' });
    expect(body.data.sessions).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('"password"');
    expect((await call('/users/9999/data', admin.key)).status).toBe(404);
  });

  test('a person is taken out of database, queues and files, and never comes back', async () => {
    await stack.createProject('Site of Anna Berg', [anna]);
    const wait = { description: 'Called Anna Berg', action: 'updated', entity_type: 'task', entity_id: 1 };
    expect((await call('/activities', admin.key, wait)).status).toBe(202);
    const resting = anEvent({ user_id: anna, description: 'By anna.berg', ip_address: '203.0.113.9' });
    const [queue] = openQueues(queueBackend(), silent).filter(({ name }) => name === 'activities');
    await queue?.add('no-such-job', { events: [resting] }, { delay: 86_400_000 });
    await mkdir(join(folder, 'outbox'), { recursive: true });
    await mkdir(join(folder, 'exports'), { recursive: true });
    await writeFile(join(folder, 'outbox', 'a.eml'), 'To: =?UTF-8?Q?Anna_Berg?= <a@b.example>\n\nHello');
    await writeFile(join(folder, 'outbox', 'b.eml'), 'To: Somebody <a@b.example>\n\nHello A=\nnna Berg!');
    await writeFile(join(folder, 'outbox', 'c.eml'), 'To: Somebody <a@b.example>\n\nHello');
    await writeFile(join(folder, 'exports', 'all.csv'), 'id,user\n1,anna.berg@example.com\n');

    const preview = await call(`/users/${anna}/anonymization/preview`, admin.key);
    expect(preview).toMatchObject({
      status: 200,
      body: { counts: { projects: 1, jobs: 1, kept_emails: 2, exports: 1 } },
    });
    expect(
      (await stack.db.em.fork().execute(`select 1 from users where username = 'anna.berg'`)).length,
    ).toBe(1);

    const begun = await call(`/users/${anna}/anonymize`, admin.key, { reason: 'Asked by Anna Berg' });
    expect(begun).toMatchObject({ status: 202, body: { job_id: expect.any(String) } });
    const report = () => call(`/users/${anna}/anonymization`, admin.key);
    await expect.poll(async () => (await report()).body.status).toBe('completed');
    const { body } = await report();
    expect(body).toMatchObject({ job_id: begun.body.job_id, progress: 100, reason: 'Asked by Deleted User' });
    expect(body.counts).toMatchObject({ projects: 1, jobs: 1, kept_emails: 2, exports: 1 });

    expect((await call(`/users/${anna}/anonymize`, admin.key, { reason: 'again' })).status).toBe(409);
    expect((await call(`/users/${admin.id}/anonymize`, admin.key, { reason: 'me' })).status).toBe(409);
    expect((await fetch(`${stack.url}/api/activities`, { headers: { cookie } })).status).toBe(401);

    expect(
      (await call('/activities', admin.key, { ...wait, user_id: anna, ip_address: '203.0.113.9' })).status,
    ).toBe(202);
    await expect
      .poll(() =>
        stack.db.em
          .fork()
          .execute(`select 1 from activities where user_id = ? and description = 'Called Deleted User'`, [
            anna,
          ]),
      )
      .toHaveLength(1);
    const feed = await call(`/activities?user_id=${anna}`, admin.key);
    expect(feed.body.activities[0]).toMatchObject({
      display_name: 'Deleted User',
      username: `deleted-user-${anna}`,
    });

    const jobs = JSON.stringify(
      await Promise.all(
        openQueues(queueBackend(), silent).map((one) =>
          one.getJobs(['waiting', 'delayed', 'failed', 'completed']),
        ),
      ),
      (key, value: unknown) =>
        key === 'queue' || key === 'scripts' || key === 'backend' ? undefined : value,
    );
    const files = await Promise.all(
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
    );
    const everything = [await dump(), jobs, ...files].join('\n').toLowerCase();
    for (const name of ['anna.berg', 'anna berg', 'anna', '203.0.113.9'])
      expect(everything, name).not.toContain(name);
    expect(await verifyStoredLog(stack.db.em)).toMatchObject({ ok: true, in_progress: { erasures: [] } });
    expect(await stack.differences()).toEqual([]);
    await queue?.close();
  });

  /** Everything that every table says, those of the queue too. */
  async function dump(): Promise<string> {
    const em = stack.db.em.fork();
    const tables = await em.execute<{ name: string }[]>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')`,
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(JSON.stringify(await em.execute(`select t::text from ${name} t`)));
    return texts.join('\n');
  }

  test('what a service posts under the old user name is attributed to whom it was', async () => {
    const event = {
      event_id: randomUUID(),
      username: 'Anna.Berg',
      action: 'updated',
      entity_type: 'task',
      entity_id: 7,
      description: 'Updated by Anna Berg',
    };
    expect((await call('/activities', admin.key, event)).status).toBe(202);
    await expect
      .poll(() =>
        stack.db.em
          .fork()
          .execute('select user_id, description from activities where event_id = ?', [event.event_id]),
      )
      .toEqual([{ user_id: anna, description: 'Updated by Deleted User' }]);
    const unknown = { ...event, event_id: randomUUID(), username: 'anna.bergmann' };
    expect((await call('/activities', admin.key, unknown)).status).toBe(400);
  });

  test('a producer that knew the person before is stored without them', async () => {
    const producer = createProducer(queueBackend(), { log: silent });
    const event = anEvent({
      user_id: anna,
      user_agent: 'her phone',
      description: 'anna.berg@example.com wrote',
    });
    await producer.add([event]);
    await expect
      .poll(() =>
        stack.db.em
          .fork()
          .execute('select description, user_agent from activities where event_id = ?', [event.event_id]),
      )
      .toEqual([{ description: 'Deleted User wrote', user_agent: null }]);
    await producer.close();
  });
});

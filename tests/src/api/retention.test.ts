import { reconcileRollups, sealLog, storeBatch, verifyStoredLog } from '@timetracker/activities';
import { generateSigner, parseSigner } from '@timetracker/log';
import { anEvent } from '@timetracker/shared/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let keys: { admin: string; member: string; unscoped: string };

const signer = parseSigner(generateSigner('example.com/activity'));
const patience = { timeout: 60_000, interval: 100 };
const OLD = '2025-03-01T12:00:00.000Z';

const call = async (method: 'GET' | 'POST', path: string, key: string | undefined, body?: object) => {
  const response = await fetch(`${stack.url}/api/retention${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const post = (path: string, body: object, key: string | undefined = keys.admin) =>
  call('POST', path, key, body);
const overview = async () => (await call('GET', '', keys.admin)).body;
const auditActions = async () =>
  (
    await stack.db.em.execute<{ action: string }[]>(
      `select action from activities where entity_type = 'audit' order by id`,
    )
  ).map(({ action }) => action);

beforeAll(async () => {
  stack = await startStack('postgres');
  const admin = await stack.createUser('ada.admin', 'admin');
  const member = await stack.createUser('mia.member');
  keys = {
    admin: await stack.createKey({ user_id: admin.id, scopes: ['admin'] }),
    member: await stack.createKey({ user_id: member.id, scopes: ['admin'] }),
    unscoped: await stack.createKey({ user_id: admin.id, scopes: ['activity:read', 'activity:write'] }),
  };
  const facts = { occurred_at: OLD, entity_type: 'task' as const };
  await storeBatch(stack.db.em, [
    ...Array.from({ length: 20 }, () => anEvent({ ...facts, project_id: 1 })),
    ...Array.from({ length: 30 }, () => anEvent({ ...facts, project_id: 2 })),
    ...Array.from({ length: 5 }, () => anEvent({ ...facts, entity_type: 'client', project_id: 2 })),
  ]);
  if (signer) await sealLog(stack.db.em, signer);
});
afterAll(() => stack.stop());

test.each<['GET' | 'POST', string, object?]>([
  ['GET', ''],
  ['GET', '/due?before=2025-06-01'],
  ['POST', '/policies', { entity_type: 'task', days: 30 }],
  ['POST', '/policies/remove', { entity_type: 'task' }],
  ['POST', '/holds', { project_id: 1, reason: 'Case' }],
  ['POST', '/holds/release', { id: 1 }],
  ['POST', '/purges', { before: '2025-06-01', reason: 'Old' }],
])('%s /api/retention%s is for administrators with the scope alone', async (method, path, body) => {
  const statuses = [];
  for (const key of [keys.member, keys.unscoped, undefined])
    statuses.push((await call(method, path, key, body)).status);
  expect(statuses).toEqual([403, 403, 401]);
  expect(await overview()).toEqual({ policies: [], holds: [], purges: [] });
});

test('a purge is counted, asked for and carried out; a legal hold wins; activities tell all of it', async () => {
  const hold = await post('/holds', { project_id: 1, reason: 'Case 7' });
  expect(hold).toMatchObject({ status: 200, body: { project_id: 1, user_id: null, reason: 'Case 7' } });
  expect((await post('/holds', { project_id: 1, reason: 'Again' })).status).toBe(409);
  expect((await post('/holds', { project_id: 1, user_id: 1, reason: 'Both' })).status).toBe(400);
  const due = await call('GET', '/due?before=2025-06-01&entity_type=task', keys.admin);
  expect(due).toEqual({ status: 200, body: { due: 30, unsealed: 0, held: 20 } });

  const asked = await post('/purges', { before: '2025-06-01', entity_type: 'task', reason: 'Old' });
  expect(asked).toMatchObject({ status: 202, body: { purged: 0, finished_at: null } });
  await expect
    .poll(overview, patience)
    .toMatchObject({ purges: [{ purged: 30, finished_at: expect.any(String) }] });
  expect(await reconcileRollups(stack.db.em.fork())).toEqual([]);
  expect(await verifyStoredLog(stack.db.em)).toMatchObject({ ok: true, purged: 30 });

  expect((await post('/holds/release', { id: hold.body['id'] })).status).toBe(200);
  expect((await post('/holds/release', { id: hold.body['id'] })).status).toBe(404);
  await expect
    .poll(async () => (await auditActions()).toSorted(), patience)
    .toEqual(expect.arrayContaining(['held', 'purged', 'released', 'started']));
});

test('who or what a hold is on is told by name, where it has one', async () => {
  const project_id = await stack.createProject('Shop');
  const { id: user_id } = await stack.createUser('olga.other');
  for (const of of [{ project_id }, { user_id }, { project_id: 999 }]) {
    const { body } = await post('/holds', { ...of, reason: 'Case 8' });
    await post('/holds/release', { id: body['id'] });
  }
  const told = async () =>
    (
      await stack.db.em.execute<{ description: string }[]>(
        `select description from activities where entity_type = 'audit' and extra_data->>'reason' = 'Case 8' order by id`,
      )
    ).map(({ description }) => description);
  await expect
    .poll(told, patience)
    .toEqual([
      'Placed a legal hold on "Shop"',
      'Lifted the legal hold on "Shop"',
      'Placed a legal hold on "Olga Other"',
      'Lifted the legal hold on "Olga Other"',
      'Placed a legal hold',
      'Lifted the legal hold',
    ]);
});

test('a policy is carried out by itself', async () => {
  expect((await post('/policies', { entity_type: 'client', days: 0 })).status).toBe(400);
  const set = await post('/policies', { entity_type: 'client', days: 90 });
  expect(set.body).toMatchObject({ policies: [{ entity_type: 'client', days: 90, keep_counts: true }] });
  // Whatever wakes the worker; it comes by itself every minute.
  await post('/purges', { before: '1999-01-01', reason: 'Nothing' });
  await expect.poll(overview, patience).toMatchObject({
    purges: expect.arrayContaining([
      expect.objectContaining({
        by_policy: true,
        entity_type: 'client',
        purged: 5,
        reason: 'Kept for 90 days',
        finished_at: expect.any(String),
      }),
    ]),
  });
  expect((await post('/policies/remove', { entity_type: 'client' })).body).toMatchObject({ policies: [] });
});

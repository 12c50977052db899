import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, refusal } from '../client.ts';
import { type Stack, signIn, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let ids: { admin: number; member: number };

beforeAll(async () => {
  stack = await startStack('postgres');
  ids = {
    admin: (await stack.createUser('ada.admin', 'admin')).id,
    member: (await stack.createUser('mia.member')).id,
  };
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
});
afterAll(() => stack.stop());

const call = async (path: string, key?: string, body?: object) =>
  (
    await fetch(`${stack.url}/api${path}`, {
      headers: {
        ...(key !== undefined && { 'x-api-key': key }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  ).status;
const tried = (body: object) =>
  fetch(`${stack.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stack.url, 'user-agent': 'Burglar/1.0' },
    body: JSON.stringify(body),
  });
const audit = async () =>
  (await admin.activity.list.query({ entity_type: ['audit'], include: 'security' })).activities;
const told = (description: string) =>
  expect.poll(async () => (await audit()).find((activity) => activity.description === description));

test('a key is told of when it is made and when it is revoked, and then works no more', async () => {
  const { key } = await admin.user.createKey.mutate({
    user_id: ids.member,
    name: 'shell',
    scopes: ['activity:read'],
  });
  await told('Created API key "shell" for "Mia Member"').toMatchObject({
    user_id: ids.admin,
    entity_id: ids.member,
    user_agent: 'journey',
    extra_data: { key: 'shell', scopes: ['activity:read'], service: false },
  });
  expect(await call('/activities', key)).toBe(200);
  const [listed] = await member.access.ownKeys.query();
  expect(listed).toMatchObject({ name: 'shell', user_id: ids.member, scopes: ['activity:read'] });
  expect(Date.parse(listed?.last_used_at ?? '')).toBeGreaterThan(Date.now() - 60_000);
  expect(JSON.stringify(await admin.access.keys.query())).not.toContain(key);
  await member.access.revokeKey.mutate({ id: listed?.id ?? 0 });
  expect(await call('/activities', key)).toBe(401);
  await told('Revoked API key "shell" of "Mia Member"').toMatchObject({ user_id: ids.member });
  expect(await refusal(member.access.revokeKey.mutate({ id: listed?.id ?? 0 }))).toBe('Not found');
});

test('who may see and revoke keys and sessions', async () => {
  const weak = await stack.createKey({ user_id: ids.admin, scopes: ['activity:read', 'activity:write'] });
  const strong = await stack.createKey({ user_id: ids.admin, scopes: ['admin'] });
  const { keys } = await admin.access.keys.query();
  const foreign = keys.findLast(({ user_id }) => user_id === ids.admin)?.id ?? 0;
  expect(await refusal(member.access.keys.query())).toBe('Forbidden');
  expect(await refusal(member.access.sessions.query({ id: ids.member }))).toBe('Forbidden');
  expect(await refusal(member.access.revokeKey.mutate({ id: foreign }))).toBe('Not found');
  expect(await member.access.ownKeys.query()).toEqual([]);
  expect([await call('/keys'), await call('/keys', weak), await call('/keys', strong)]).toEqual([
    401, 403, 200,
  ]);
  const revoke = (key?: string) => call('/keys/revoke', key, { id: foreign });
  expect([await revoke(), await revoke(weak), await revoke(strong)]).toEqual([401, 403, 200]);
  expect((await admin.access.keys.query()).keys.map(({ id }) => id)).not.toContain(foreign);
});

test('an administrator sees where somebody is signed in, and ends it', async () => {
  const cookie = await signIn(stack.url, 'mia.member');
  const me = () =>
    fetch(`${stack.url}/api/trpc/user.me`, { headers: { cookie } }).then((answer) => answer.status);
  expect(await me()).toBe(200);
  const sessions = await admin.access.sessions.query({ id: ids.member });
  expect(sessions.length).toBe(2);
  const own = await admin.access.sessions.query({ id: ids.admin });
  expect(own.filter(({ current }) => current)).toHaveLength(1);
  const seen = await admin.access.ownSessions.query();
  expect(seen.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  expect((await member.access.ownSessions.query()).map(({ id }) => id)).toEqual(sessions.map(({ id }) => id));
  expect(await refusal(member.access.endSession.mutate({ id: own[0]?.id ?? 0 }))).toBe('Not found');
  for (const { id } of sessions) await admin.access.endSession.mutate({ id });
  expect(await me()).toBe(401);
  await told('Ended a session of "Mia Member"').toMatchObject({ user_id: ids.admin });
  member = await clientOf(stack, 'mia.member');
});

test('a refused sign-in is told of, without what was typed, and guessing on does not flood the trail', async () => {
  expect((await tried({ username: 'my secret password', password: 'x' })).status).toBeGreaterThanOrEqual(400);
  expect((await tried({ username: 'nobody.known', password: 'hunter2hunter2' })).status).toBe(401);
  for (let attempt = 0; attempt < 8; attempt += 1)
    expect((await tried({ username: 'mia.member', password: `guess number ${attempt}` })).status).toBe(401);
  await told('Refused a sign-in of "Mia Member"').toMatchObject({
    user_id: null,
    entity_id: ids.member,
    user_agent: 'Burglar/1.0',
    extra_data: { reason: 'credentials' },
  });
  await told('Refused a sign-in with an unknown name').toMatchObject({ entity_id: 0, entity_name: null });
  const refused = (await audit()).filter(({ action }) => action === 'refused');
  expect(refused.filter(({ entity_id }) => entity_id === ids.member).length).toBe(5);
  expect(JSON.stringify(await audit())).not.toMatch(/secret|hunter2|nobody\.known|guess number/);
});

test('members see none of it, and nobody can post it', async () => {
  const seen = await member.activity.list.query({ entity_type: ['audit'] });
  expect(seen.activities).toEqual([]);
  const key = await stack.createKey({ user_id: ids.admin, scopes: ['activity:write', 'admin'] });
  const posted = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'purged', entity_type: 'audit', entity_id: 1 }),
  });
  expect(posted.status).toBe(400);
  expect(await posted.text()).toMatch(/known: project, task/);
});

test('a change of role is told of', async () => {
  await admin.user.update.mutate({ id: ids.member, role: 'admin' });
  await expect
    .poll(async () => (await admin.activity.list.query({ entity_type: ['user'] })).activities[0]?.description)
    .toBe('Changed the role of user "Mia Member" from member to admin');
});

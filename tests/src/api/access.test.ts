import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, refusal } from '../client.ts';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

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
  const endOthers = (key?: string) => call('/trpc/access.endOtherSessions', key, {});
  expect([await endOthers(), await endOthers(weak)]).toEqual([401, 403]);
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

test('whoever signs out everywhere else is told of, also by a change of password; the session at hand stays', async () => {
  const { id } = await stack.createUser('sam.spread');
  const [here, there, phone] = [
    await clientOf(stack, 'sam.spread'),
    await signIn(stack.url, 'sam.spread'),
    await signIn(stack.url, 'sam.spread'),
  ];
  const me = async (cookie: string) =>
    (await fetch(`${stack.url}/api/trpc/user.me`, { headers: { cookie } })).status;
  expect([await me(there), await me(phone)]).toEqual([200, 200]);
  expect(await here.access.endOtherSessions.mutate()).toEqual({ ended: 2 });
  expect([await me(there), await me(phone)]).toEqual([401, 401]);
  await told('Ended 2 sessions of "Sam Spread"').toMatchObject({
    user_id: id,
    entity_id: id,
    extra_data: { sessions: 2, reason: 'everywhere else' },
  });
  expect(await here.access.endOtherSessions.mutate()).toEqual({ ended: 0 });

  const cookie = await signIn(stack.url, 'sam.spread');
  const change = (currentPassword: string, revokeOtherSessions: boolean) =>
    fetch(`${stack.url}/api/auth/change-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.url, cookie },
      body: JSON.stringify({ currentPassword, newPassword: PASSWORD, revokeOtherSessions }),
    });
  expect((await change('a wrong password', true)).ok).toBe(false);
  expect((await change(PASSWORD, false)).status).toBe(200);
  expect(await refusal(here.user.me.query())).toBe('Unauthorized');
  expect(await me(cookie)).toBe(200);
  expect((await change(PASSWORD, true)).status).toBe(200);
  await told('Ended a session of "Sam Spread"').toMatchObject({
    user_id: id,
    extra_data: { sessions: 1, reason: 'password changed' },
  });
  const changed = async () =>
    (await audit())
      .filter(({ description }) => description.startsWith('Changed the password'))
      .map(({ user_id, description }) => ({ user_id, description }));
  await expect
    .poll(changed)
    .toEqual([1, 2].map(() => ({ user_id: id, description: 'Changed the password of "Sam Spread"' })));
  const ended = async () =>
    (await audit()).filter(({ entity_id, action }) => entity_id === id && action === 'revoked');
  await expect.poll(ended).toHaveLength(2);
});

test('a session of one’s own that is ended is told of, and no other way ends one unseen', async () => {
  const cookie = await signIn(stack.url, 'mia.member');
  const sessions = await admin.access.sessions.query({ id: ids.member });
  await member.access.endSession.mutate({ id: sessions[0]?.id ?? 0 });
  await expect
    .poll(async () =>
      (await audit()).filter(({ user_id, action }) => user_id === ids.member && action === 'revoked'),
    )
    .toContainEqual(
      expect.objectContaining({ entity_id: ids.member, extra_data: { session: sessions[0]?.id } }),
    );
  for (const way of ['revoke-session', 'revoke-sessions', 'revoke-other-sessions']) {
    const headers = { 'content-type': 'application/json', origin: stack.url, cookie };
    const answer = await fetch(`${stack.url}/api/auth/${way}`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(404);
  }
});

test('the sessions that end when an account is deactivated are told of', async () => {
  const { id } = await stack.createUser('lea.leaving');
  await admin.user.deactivate.mutate({ id: (await stack.createUser('nora.never')).id });
  for (const _ of [1, 2, 3]) await signIn(stack.url, 'lea.leaving');
  await admin.user.deactivate.mutate({ id });
  await told('Ended 3 sessions of "Lea Leaving"').toMatchObject({
    user_id: ids.admin,
    entity_id: id,
    extra_data: { sessions: 3, reason: 'deactivated' },
  });
  expect(JSON.stringify(await audit())).not.toContain('Nora Never');
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
  const refused = async () =>
    (await audit()).filter(({ action, entity_id }) => action === 'refused' && entity_id === ids.member);
  await expect.poll(refused).toHaveLength(5);
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

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, clientWith, refusal } from '../client.ts';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let memberId: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  memberId = (await stack.createUser('mia.member')).id;
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
});
afterAll(() => stack.stop());

const TURNED = 'Anna \u202egreB';

test('nobody and nothing gets a name that turns texts, or that nobody sees', async () => {
  const project = await member.project.create.mutate({ name: 'Plain' });
  const client = await admin.clients.create.mutate({ name: 'Plain' });
  const account = { username: 'new.person', email: 'new@example.com', password: PASSWORD };
  for (const name of [
    TURNED,
    'Bell\u0007',
    'Zero\u200bwidth',
    '\u3164',
    '\u2800',
    ' \u200d ',
    '\u1680',
    ' ',
    '\u3000\u00a0',
  ]) {
    const calls = [
      member.user.updateProfile.mutate({ display_name: name }),
      admin.user.update.mutate({ id: memberId, display_name: name }),
      admin.user.create.mutate({ ...account, display_name: name }),
      admin.user.create.mutate({ ...account, username: name, display_name: 'New' }),
      member.project.create.mutate({ name }),
      member.project.update.mutate({ id: project.id, name }),
      member.task.create.mutate({ project_id: project.id, name }),
      admin.clients.create.mutate({ name }),
      admin.clients.update.mutate({ id: client.id, contact_name: name }),
      member.savedView.create.mutate({ name, filters: {} }),
      admin.workspace.update.mutate({ name }),
      admin.user.createKey.mutate({ user_id: memberId, name, scopes: ['activity:read'] }),
    ];
    expect(new Set(await Promise.all(calls.map(refusal))), name).toEqual(new Set(['Invalid parameter']));
  }
});

test('nobody calls themselves like the product; the first administrator may stay who they are', async () => {
  for (const name of ['System', 'Sуstem', 'ADMINISTRATOR', 'Deleted User', 'Gelöschter Benutzer']) {
    expect(await refusal(member.user.updateProfile.mutate({ display_name: name }))).toBe('Invalid parameter');
    expect(await refusal(admin.user.update.mutate({ id: memberId, display_name: name }))).toBe(
      'Invalid parameter',
    );
  }
  await stack.db.em
    .fork()
    .execute(`update users set display_name = 'Administrator' where username = 'ada.admin'`);
  expect(
    await admin.user.updateProfile.mutate({ display_name: 'Administrator', time_zone: 'Europe/Berlin' }),
  ).toMatchObject({ display_name: 'Administrator' });
});

test('user names of any script sign in, post and are unique in any case and composition', async () => {
  const composed = 'Jos\u00e9 Юлия @Büro+1';
  const make = (username: string, email: string) =>
    admin.user.create.mutate({ username, email, display_name: 'José', password: PASSWORD });
  const { id } = await make(composed, 'jose@example.com');
  expect(await refusal(make('jos\u0065\u0301 юлия @büro+1', 'other@example.com'))).toBe('Conflict');
  await make('x', 'x@example.com');
  const spelled = 'JOSE\u0301 ЮЛИЯ @BÜRO+1';
  const jose = clientWith(stack.url, await signIn(stack.url, spelled));
  expect(await jose.user.me.query()).toMatchObject({ id, username: composed.toLowerCase() });
  const key = await stack.createKey({ user_id: id, scopes: ['activity:write'] });
  const posted = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ username: spelled, action: 'updated', entity_type: 'task', entity_id: 1 }),
  });
  expect(posted.status).toBe(202);
});

test('nobody has as user name what somebody else has as e-mail address, or the other way round', async () => {
  const person = (username: string, email: string) => ({ username, email, display_name: 'Pat' });
  const create = (username: string, email: string) =>
    admin.user.create.mutate({ ...person(username, email), password: PASSWORD });
  expect(await refusal(create('Mia.Member@Example.com', 'pat@example.com'))).toBe('Conflict');
  expect(
    await refusal(admin.invitation.create.mutate(person('mia.member@example.com', 'pat@example.com'))),
  ).toBe('Conflict');
  const own = await create('pat@example.com', 'pat@example.com');
  const message = 'email is the user name of another account';
  await admin.user.update.mutate({ id: own.id, email: 'pat@other.example' });
  await expect(admin.user.update.mutate({ id: memberId, email: 'Pat@example.com' })).rejects.toThrow(message);
  await expect(create('quinn', 'pat@example.com')).rejects.toThrow(message);
  await admin.user.update.mutate({ id: own.id, email: 'pat@example.com' });

  const [made, changed] = await Promise.allSettled([
    create('taken@example.com', 'rae@example.com'),
    admin.user.update.mutate({ id: memberId, email: 'taken@example.com' }),
  ]);
  expect([made.status, changed.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('what is posted keeps its own names, whatever they are', async () => {
  const key = await stack.createKey({ user_id: memberId, scopes: ['activity:write'] });
  const event = {
    action: 'updated',
    entity_type: 'task',
    entity_id: 1,
    entity_name: TURNED,
    description: TURNED,
  };
  const posted = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify(event),
  });
  expect(await posted.json()).toMatchObject({ activities: [{ entity_name: TURNED, description: TURNED }] });
});

test('nobody gets a user name that looks like another account’s', async () => {
  const person = (username: string, email: string) => ({ username, email, display_name: 'Lena' });
  const create = (username: string, email: string) =>
    admin.user.create.mutate({ ...person(username, email), password: PASSWORD });
  await create('lena.brandt', 'lena@example.com');
  const message = 'username looks like the user name of another account';
  for (const alike of ['lenа.brаndt', 'Lena.Brandt\u0301', '1ena.brandt', 'lena. brandt']) {
    await expect(create(alike, 'other.lena@example.com'), alike).rejects.toThrow(message);
    await expect(
      admin.invitation.create.mutate(person(alike, 'other.lena@example.com')),
      alike,
    ).rejects.toThrow(message);
  }
  await expect(create('LENA.BRANDT', 'other.lena@example.com')).rejects.toThrow('username is taken already');
  await create('lena-brandt', 'other.lena@example.com');

  const [first, second] = await Promise.allSettled([
    create('nora.nord', 'nora@example.com'),
    create('nоrа.nоrd', 'other.nora@example.com'),
  ]);
  expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

import { MAX_EXTRA_DATA_BYTES } from '@timetracker/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, refusal } from '../client.ts';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let key: string;
beforeAll(async () => {
  stack = await startStack('postgres');
  const { id } = await stack.createUser('ada', 'admin');
  admin = await clientOf(stack, 'ada');
  key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] });
});
afterAll(() => stack.stop());

const KEY = '\u{1f511}';
const newUser = (username: string, password: string) => ({
  username,
  email: `${username}@example.com`,
  display_name: username,
  password,
});

test('whoever may have a password can sign in with it, however many UTF-16 units its characters take', async () => {
  for (const [index, length] of [8, 65, 128].entries()) {
    const password = KEY.repeat(length);
    await admin.user.create.mutate(newUser(`signs-in-${index}`, password));
    await signIn(stack.url, `signs-in-${index}`, password);
  }
  for (const length of [7, 129])
    expect(await refusal(admin.user.create.mutate(newUser('refused', KEY.repeat(length))))).toBe(
      'Invalid parameter',
    );
});

test('a changed password is measured like a first one', async () => {
  await admin.user.create.mutate(newUser('changes', PASSWORD));
  const cookie = await signIn(stack.url, 'changes');
  const change = (currentPassword: string, newPassword: string) =>
    fetch(`${stack.url}/api/auth/change-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: stack.url, cookie },
      body: JSON.stringify({ currentPassword, newPassword }),
    });
  for (const newPassword of [KEY.repeat(7), KEY.repeat(129), 'with \u0000 within']) {
    const answer = await change(PASSWORD, newPassword);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: 'Invalid parameter',
      issues: [{ path: 'newPassword' }],
    });
  }
  expect((await change(PASSWORD, KEY.repeat(128))).status).toBe(200);
  await signIn(stack.url, 'changes', KEY.repeat(128));
});

test('the name of a key may have 32 characters of any script', async () => {
  const { id } = await stack.createUser('keyed');
  const create = (name: string) =>
    admin.user.createKey.mutate({ user_id: id, name, scopes: ['activity:read'] });
  for (const length of [17, 32]) await create(KEY.repeat(length));
  expect(await refusal(create(KEY.repeat(33)))).toBe('Invalid parameter');
});

test('an event may be as long as the limits say, in characters, and metadata in bytes of UTF-8', async () => {
  const post = async (parts: object) => {
    const answer = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, prefer: 'wait=20' },
      body: JSON.stringify({ action: 'created', entity_type: 'task', entity_id: 1, ...parts }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const room = MAX_EXTRA_DATA_BYTES - '{"a":""}'.length;
  const most = {
    entity_name: KEY.repeat(500),
    description: KEY.repeat(10_000),
    user_agent: KEY.repeat(2_000),
    extra_data: { a: KEY.repeat(room / 4) },
  };
  const { status, body } = await post(most);
  expect(status).toBe(201);
  const { user_agent: _, ...seen } = most;
  expect(body).toMatchObject({ activities: [seen] });
  for (const [field, value] of Object.entries({
    entity_name: KEY.repeat(501),
    description: KEY.repeat(10_001),
    user_agent: KEY.repeat(2_001),
    extra_data: { a: `${KEY.repeat(room / 4)}x` },
  }))
    expect(await post({ [field]: value })).toMatchObject({
      status: 400,
      body: { error: 'Invalid parameter', issues: [{ path: field }] },
    });
});

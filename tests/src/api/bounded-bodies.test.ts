import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, startStack } from '../stack.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

let stack: Stack;
let adminKey: string;
let memberKey: string;
beforeAll(async () => {
  stack = await startStack('postgres');
  const [admin, member] = [await stack.createUser('boss', 'admin'), await stack.createUser('sender')];
  adminKey = await stack.createKey({
    user_id: admin.id,
    scopes: ['activity:read', 'activity:write', 'admin'],
  });
  memberKey = await stack.createKey({ user_id: member.id, scopes: ['activity:write'] });
});
afterAll(() => stack.stop());

const event = { action: 'created', entity_type: 'task', entity_id: 1 };
const repeated = (text: string, bytes: number) =>
  Array.from({ length: Math.floor(bytes / (text.length + 1)) }, () => text).join();

interface Sending {
  path?: string;
  key?: string | undefined;
  headers?: Record<string, string>;
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  { path, key = memberKey, headers }: Sending = {},
) {
  const response = await fetch(`${stack.url}${path ?? '/api/activities'}`, {
    method: 'POST',
    headers: {
      ...(key !== '' && { authorization: `Bearer ${key}` }),
      'content-type': 'application/json',
      ...headers,
    },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text), headers: response.headers };
}

const signIn = { path: '/api/auth/sign-in/username', key: '' };

/** Announces a body and keeps it back. */
function begin(bytes: number) {
  const sending = request(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${memberKey}`,
      'content-type': 'application/json',
      'content-length': bytes,
    },
  });
  sending.on('error', () => undefined);
  sending.flushHeaders();
  const answered = once(sending, 'response').then(([answer]) => {
    const { statusCode } = answer as IncomingMessage;
    (answer as IncomingMessage).resume();
    return statusCode;
  });
  // Whoever is stopped is not answered.
  answered.catch(() => undefined);
  return {
    answered,
    finish: () => sending.end(JSON.stringify(event).padEnd(bytes)),
    stop: () => sending.destroy(),
  };
}

describe('the length of a body', () => {
  test('is refused by what was announced alone, where that is too much', async () => {
    expect(await begin(8 * MIB + 1).answered).toBe(413);
  });

  test('counts as it arrives: whoever announces much and sends nothing keeps nobody from posting', async () => {
    const held = Array.from({ length: 40 }, () => begin(8 * MIB));
    const posts = await Promise.all(Array.from({ length: 20 }, () => send(JSON.stringify(event))));
    expect(posts.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
    held[0]?.finish();
    expect(await held[0]?.answered).toBe(202);
    for (const one of held) one.stop();
  });

  test('is at most 16 KiB of whoever is not signed in, announced or not', async () => {
    const long = JSON.stringify({ username: 'x'.repeat(16 * KIB), password: 'y' });
    expect(await send(long, signIn)).toMatchObject({
      status: 413,
      body: { error: 'Payload too large', message: 'The body must have at most 16 KiB' },
    });
    const chunked = request(`${stack.url}${signIn.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    chunked.on('error', () => undefined);
    const answered = once(chunked, 'response');
    chunked.end(long);
    const [answer] = (await answered) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(413);
    const accept = { path: '/api/trpc/invitation.accept', key: '' };
    expect(await send(long, accept)).toMatchObject({ status: 413 });
  });

  test('is at most 256 KiB where a procedure declares nothing', async () => {
    const body = JSON.stringify({ id: 1, reason: 'x'.repeat(256 * KIB) });
    const refused = await send(body, { path: '/api/trpc/project.create', key: adminKey });
    expect(refused.status).toBe(413);
    expect(refused.body).toMatchObject({ error: { data: { body: { error: 'Payload too large' } } } });
    expect(await send(body, { path: '/api/keys/revoke', key: adminKey })).toMatchObject({ status: 413 });
  });

  test('is that of the procedure that takes most, in a batch of several', async () => {
    const description = 'x'.repeat(2_000);
    const activities = Array.from({ length: 400 }, () => ({ ...event, description }));
    const batch = { path: '/api/trpc/activity.post,activity.post?batch=1' };
    const answer = await send(JSON.stringify({ 0: { activities }, 1: event }), batch);
    expect(answer.body).toMatchObject([
      { result: { data: { accepted: 400 } } },
      { result: { data: { accepted: 1 } } },
    ]);
  });

  test('is counted for the queue board as well', async () => {
    const board = { path: '/admin/queues/api/queues/activities/add', key: adminKey };
    expect((await send(`[${repeated('{}', MIB)}]`, board)).status).toBe(413);
  });
});

describe('what a body becomes', () => {
  test.each([
    ['a list of many empty objects', () => `[${repeated('{}', 7.7 * MIB)}]`, 413],
    ['many events of many empty objects', () => many(300, `{"a":[${repeated('{}', 15 * KIB)}]}`), 413],
    ['half a million names', () => `{${names(500_000)}}`, 400],
    ['deep nesting', () => '[{"a":'.repeat(500_000), 400],
    ['many small numbers', () => `[${repeated('1', 7.7 * MIB)}]`, 413],
    ['many lists', () => `[${repeated('[]', 7.7 * MIB)}]`, 413],
  ])('%s: refused before it is read', async (_, body, status) => {
    const text = body();
    const refused = await send(text);
    expect(refused.status).toBe(status);
    expect(refused.text.length).toBeLessThan(500);
    expect((await send(text, signIn)).status).toBe(413);
    expect((await send(text, { path: '/api/trpc/activity.post' })).status).toBe(status);
  });

  const many = (count: number, extra_data: string) =>
    `{"activities":[${Array.from({ length: count }, () => JSON.stringify(event).replace('}', `,"extra_data":${extra_data}}`)).join()}]}`;
  const names = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join();

  test('an event may have what fits into 512 KiB of memory, whatever it consists of', async () => {
    expect((await send(many(1, `{"a":[${repeated('1', 15 * KIB)}]}`))).status).toBe(202);
    const refused = await send(many(1, `{"a":[${repeated('{}', 30 * KIB)}]}`));
    expect(refused.status).toBe(400);
    expect(refused.body.issues[0]).toMatchObject({ path: 'activities.0.extra_data' });
  });

  test('a thousand ordinary events are taken, also long ones', async () => {
    const activities = Array.from({ length: 1_000 }, (_, index) => ({
      ...event,
      entity_name: `Task ${index}`,
      description: 'x'.repeat(2_000),
      extra_data: { text: 'y'.repeat(5_000), changes: { name: { before: 'a', after: 'b' } } },
    }));
    expect((await send(JSON.stringify({ activities }))).status).toBe(202);
  });
});

describe('the form of a body', () => {
  test.each(['/api/activities', '/api/trpc/activity.post', '/api/auth/sign-in/username'])(
    '%s takes JSON that is not compressed, and nothing else',
    async (path) => {
      const packed = Uint8Array.from(gzipSync(JSON.stringify(event)));
      expect((await send(packed, { path, headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
      for (const type of ['multipart/form-data; boundary=x', 'application/octet-stream', 'text/plain', 'x'])
        expect((await send('{}', { path, headers: { 'content-type': type } })).status).toBe(415);
    },
  );

  test('a batch has at most fifty calls', async () => {
    for (const calls of [51, 1_000]) {
      const path = `/api/trpc/${repeated('a.b', 4 * calls)}?batch=1`;
      expect((await send('{}', { path })).status).toBe(400);
      expect((await fetch(`${stack.url}${path}&input={}`)).status).toBe(400);
    }
  });
});

describe('what an answer says is wrong', () => {
  test('has at most twenty places, and none of them at length', async () => {
    const long = 'é😀'.repeat(10_000);
    const activities = Array.from({ length: 1_000 }, () => ({ ...event, action: long, [long]: 1 }));
    const refused = await send(JSON.stringify({ activities: activities.slice(0, 20) }));
    expect(refused.status).toBe(400);
    expect(refused.body.issues).toHaveLength(20);
    expect(refused.text.length).toBeLessThan(40 * KIB);
    expect(refused.text.isWellFormed()).toBe(true);
    const short = activities.map((_, index) => ({ ...event, entity_id: -index, a: 1, b: 2 }));
    expect((await send(JSON.stringify({ activities: short }))).body.issues).toHaveLength(20);
    const names = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`k${index}`, 1]));
    expect((await send(JSON.stringify({ ...event, ...names }))).body.issues).toHaveLength(20);
    const question = Object.keys(names).slice(0, 1_000).join('=1&');
    const asked = await fetch(`${stack.url}/api/activities?${question}=1`, {
      headers: { authorization: `Bearer ${adminKey}` },
    });
    expect(((await asked.json()) as { issues: unknown[] }).issues).toHaveLength(20);
  });

  test('does not send a long path back', async () => {
    const answer = await fetch(`${stack.url}/api/${'x'.repeat(10_000)}`);
    expect(answer.status).toBe(404);
    expect((await answer.text()).length).toBeLessThan(2_000);
  });
});

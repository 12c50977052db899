import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describeProcedures } from '@timetracker/api/procedures';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBody, mostlyValid } from '../fuzz/damage.ts';
import { fromSchema } from '../fuzz/from-schema.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
const keys: string[] = [];

beforeAll(async () => {
  stack = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '0' });
  const mia = await stack.createUser('mia.member');
  const ada = await stack.createUser('ada.admin', 'admin');
  await stack.createProject('Apollo', [mia.id]);
  await stack.createProject('Secret');
  keys.push(
    await stack.createKey({ user_id: mia.id, scopes: ['activity:write'] }),
    await stack.createKey({ user_id: ada.id, scopes: ['activity:write', 'admin'] }),
    await stack.createKey({ user_id: ada.id, scopes: ['activity:write'], service: true }),
    await stack.createKey({ user_id: mia.id, scopes: ['activity:read'] }),
    'x'.repeat(64),
  );
});
afterAll(() => stack.stop());

interface Sent {
  key: string;
  body: Buffer;
  headers: Record<string, string>;
}

interface Answered {
  status: number | undefined;
  headers: object;
  body: string;
}

/** What of an answer does not differ from one request to the next. */
async function answerTo({ key, body, headers }: Sent) {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const sending = request(
    `${stack.url}/api/activities`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': body.length,
        ...headers,
      },
    },
    (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const { date: _date, 'x-request-id': _id, ...kept } = response.headers;
        const text = Buffer.concat(parts).toString();
        // An event_id that nobody gave is random, and as long as any.
        resolve({
          status: response.statusCode,
          headers: kept,
          body: text.replaceAll(/"[0-9a-f-]{14}7[0-9a-f]{3}-[0-9a-f-]{17}"/g, '"new"'),
        });
      });
    },
  );
  sending.on('error', reject);
  sending.end(body);
  return promise;
}

/** A header that says nothing to anybody sends a request the general way. */
const general = (sent: Sent): Sent => ({ ...sent, headers: { ...sent.headers, 'x-request-id': 'general' } });

const inputOfPost = () => {
  const found = describeProcedures().find(({ procedure }) => procedure === 'activity.post');
  if (!found) throw new Error('Nothing takes posted activities');
  return found.input;
};

test('whatever is posted with whichever key is answered alike on the direct way and on the general one', async () => {
  const one = fc.record(
    {
      action: fc.constantFrom('created', 'updated', 'commented', 'none'),
      entity_type: fc.constantFrom('task', 'project', 'user', 'time_entry'),
      entity_id: fc.integer({ min: -1, max: 5 }),
      entity_name: fc.string({ maxLength: 20 }),
      project_id: fc.integer({ min: 1, max: 3 }),
      user_id: fc.integer({ min: 1, max: 3 }),
      username: fc.constantFrom('mia.member', 'Ada.Admin', 'nobody'),
      extra_data: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    },
    { requiredKeys: ['action', 'entity_type', 'entity_id'] },
  );
  const usual = fc.oneof(one, fc.record({ activities: fc.array(one, { maxLength: 4 }) }));
  const body = asBody(mostlyValid(fc.oneof(usual, fromSchema(inputOfPost()))));
  const headers = fc.constantFrom<Record<string, string>[]>(
    {},
    { 'user-agent': 'Größe/1.0' },
    { accept: 'text/plain' },
    { 'content-type': 'application/json; charset=utf-8' },
    { 'content-type': 'text/plain' },
  );
  const sample = fc.sample(fc.record({ body, key: fc.nat(keys.length - 1), headers }), {
    numRuns: 400,
    seed: 20_261_130,
  });
  const statuses = new Set<number | undefined>();
  for (const { key, ...rest } of sample) {
    const sent = { ...rest, key: keys[key] ?? '' };
    // The key is looked at, and trusted for a moment.
    const expected = await answerTo(general(sent));
    const answered = await answerTo(sent);
    expect({ sent: sent.body.toString(), ...answered }).toEqual({ sent: sent.body.toString(), ...expected });
    statuses.add(answered.status);
  }
  expect(statuses).toEqual(new Set([202, 400, 401, 403, 415]));
});

test('an event that comes the direct way is stored as one that comes the general way', async () => {
  const body = (event_id: string) =>
    Buffer.from(
      JSON.stringify({
        event_id,
        action: 'commented',
        entity_type: 'task',
        entity_id: 7,
        entity_name: 'Größe 🎉',
        project_id: 1,
        extra_data: { a: [1, null, { b: 'c' }] },
        created_at: '2026-01-02T03:04:05.678Z',
      }),
    );
  const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
  const sent = (event_id: string): Sent => ({
    key: keys[0] ?? '',
    body: body(event_id),
    headers: { 'user-agent': 'probe/1' },
  });
  await answerTo(general(sent(ids[0])));
  await answerTo(sent(ids[1]));
  const stored = () =>
    stack.db.em.getConnection().execute<Record<string, unknown>[]>(
      `select user_id, action, entity_type, entity_id, entity_name, description, extra_data, project_id, ip_address, user_agent,
         source, created_at, posted - 'received_at' as posted
       from activities where event_id in (?, ?) order by id`,
      [...ids],
    );
  await expect.poll(async () => (await stored()).length).toBe(2);
  const [first, second] = await stored();
  expect(second).toEqual(first);
  expect(second).toMatchObject({ entity_name: 'Größe 🎉', project_id: 1, source: 'api' });
});

test('whoever is refused while they still send is answered, and let go', async () => {
  const limited = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '2' });
  const { id } = await limited.createUser('mia.member');
  const key = await limited.createKey({ user_id: id, scopes: ['activity:write'] });
  const head = `POST /api/activities HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n`;
  const sendPart = async () => {
    const socket = connect(Number(new URL(limited.url).port), '127.0.0.1');
    const closed = once(socket, 'close');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(`${head}content-length: 1000\r\n\r\n{"action":`);
    return { socket, closed, answer: () => answer };
  };
  const waiting = [];
  for (let nth = 0; nth < 3; nth++) waiting.push(await sendPart());
  const [first, second, third] = waiting;
  await third?.closed;
  expect(third?.answer()).toMatch(/^HTTP\/1.1 429/);
  for (const one of [first, second]) {
    expect(one?.answer()).toBe('');
    one?.socket.destroy();
  }
  await limited.stop();
});

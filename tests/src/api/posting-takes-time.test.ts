import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let adaId: number;

beforeAll(async () => {
  stack = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '0', TRUST_PROXY: '1' });
  adaId = (await stack.createUser('ada.admin', 'admin')).id;
  admin = await clientOf(stack, 'ada.admin');
});
afterAll(() => stack.stop());

const newKey = () => stack.createKey({ user_id: adaId, scopes: ['activity:read', 'activity:write'] });
const body = JSON.stringify({ action: 'created', entity_type: 'task', entity_id: 1 });
/** A header that says nothing to anybody sends a request the general way. */
const ways = [
  ['direct', {}],
  ['general', { 'x-request-id': 'general' }],
] as const;

const post = (key: string, headers: Record<string, string>) => {
  const sending = request(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
      ...headers,
    },
  });
  const answer = once(sending, 'response').then(async ([response]: IncomingMessage[]) => {
    if (!response) throw new Error('No answer');
    const parts = (await response.toArray()) as Buffer[];
    const said = JSON.parse(Buffer.concat(parts).toString()) as { event_ids?: string[]; message?: string };
    return { status: response.statusCode, ...said };
  });
  return { sending, answer };
};
const postAll = (key: string, headers: Record<string, string> = {}) => {
  const { sending, answer } = post(key, headers);
  sending.end(body);
  return answer;
};

test.each(ways)(
  'a key that is revoked while a body arrives posts nothing, on the %s way',
  async (_, headers) => {
    const key = await newKey();
    expect((await postAll(key)).status).toBe(202);
    const { sending, answer } = post(key, headers);
    sending.write(body.slice(0, 20));
    // Answered after the head of the other request was read: connections are served in turn.
    expect((await postAll(key)).status).toBe(202);
    const { keys } = await admin.access.keys.query();
    const [newest] = keys.toSorted((a, b) => b.id - a.id);
    await admin.access.revokeKey.mutate({ id: newest?.id ?? 0 });
    sending.end(body.slice(20));
    expect(await answer).toMatchObject({ status: 401 });
  },
);

test.each(ways)(
  'whatever a client calls itself and wherever it is, its events are stored, on the %s way',
  async (_, headers) => {
    const key = await newKey();
    await postAll(key);
    const devices: Record<string, string>[] = [1_000, 1_001, 2_000, 2_001, 9_000].map((length) => ({
      'user-agent': 'x'.repeat(length),
    }));
    devices.push({ 'user-agent': Buffer.from('é\u{1f600}'.repeat(1_100)).toString('latin1') });
    devices.push(
      { 'x-forwarded-for': `fe80::1%${'z'.repeat(100)}` },
      { 'x-forwarded-for': '::ffff:203.0.113.9' },
    );
    const answers = [];
    for (const device of devices) answers.push(await postAll(key, { ...headers, ...device }));
    expect(answers.map(({ status }) => status)).toEqual(devices.map(() => 202));
    const ids = answers.flatMap(({ event_ids = [] }) => event_ids);
    const stored = () =>
      stack.db.em.getConnection().execute<{ ip: string; agent: number }[]>(
        `select posted->>'ip_address' as ip, length(posted->>'user_agent') as agent from activities
         where event_id = any(?::uuid[]) order by id`,
        [`{${ids.join(',')}}`],
      );
    await expect.poll(stored, { timeout: 10_000 }).toHaveLength(devices.length);
    const rows = await stored();
    expect(rows.map(({ agent }) => agent).slice(0, 6)).toEqual([1_000, 1_001, 2_000, 2_000, 2_000, 2_000]);
    expect(rows.map(({ ip }) => ip).slice(6)).toEqual(['fe80::1', '203.0.113.9']);
  },
);

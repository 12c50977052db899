import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trailFaults } from '../fuzz/check-trail.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let key: string;
beforeAll(async () => {
  stack = await startStack('postgres', { RATE_LIMIT_PER_MINUTE: '0' });
  const { id } = await stack.createUser('ada.admin', 'admin');
  key = await stack.createKey({ user_id: id, scopes: ['activity:write', 'admin'] });
});
afterAll(() => stack.stop());

/** @param isGeneral whether a header that says nothing to anybody sends it the general way */
async function post(body: string, isGeneral: boolean) {
  const response = await fetch(`${stack.url}/api/activities`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'user-agent': 'probe/1',
      ...(isGeneral && { 'x-request-id': 'general' }),
    },
    body,
  });
  const { error, message, issues, accepted } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, error, message, issues, accepted };
}

const row = async (event_id: string) => {
  const rows = await stack.db.em.fork().execute<Record<string, unknown>[]>(
    `select user_id, action, entity_type, entity_id, entity_name, description, extra_data::text, project_id, ip_address,
       coalesce(user_agent, whole_agent(agent)) as user_agent, source, created_at, posted - 'received_at' as posted
     from activities where event_id = ?`,
    [event_id],
  );
  return rows[0];
};

const JSON_OF_64_KIB = `{"x":"${'x'.repeat(64 * 1024 - 8)}"}`;
const DEEP = `${'{"a":'.repeat(99)}{}${'}'.repeat(99)}`;
const soon = new Date(Date.now() + 4 * 60_000).toISOString();

/** Members of the JSON of an event: what is extreme, and taken. */
const taken = {
  'numbers at the edges': `"extra_data":{"a":1e21,"b":-0,"c":5e-324,"d":1.7976931348623157e308,"e":-9007199254740991,"f":1e-7,"g":0.1}`,
  'many tiny numbers': `"extra_data":{"a":[${'5e-324,'.repeat(1_000)}0]}`,
  'keys of objects in JavaScript': `"extra_data":{"constructor":1,"toString":2,"hasOwnProperty":3,"":4,"0":5,"toJSON":6,"then":7,"length":8}`,
  'a key like a path':
    '"extra_data":{"changes":{"a":{"before":null,"after":"{}"}},"a.b":1,"a\\"b":2,"a\\\\b":3}',
  'quotes, braces and NULL': String.raw`"entity_name":"NULL","description":"{\"a\",NULL}\\\\ \\' ; -- ,","extra_data":{"null":"null"}`,
  blanks: String.raw`"entity_name":"","description":"\t\r\n \u2028\u2029\u00a0\ufeff"`,
  'emoji at the limits': `"entity_name":"${'🎉'.repeat(250)}","description":"${'👩‍👩‍👧‍👦'.repeat(900)}"`,
  'escaped pairs': String.raw`"entity_name":"\ud83d\ude00\uffff","extra_data":{"\ud83d\ude00":"\u0001\u001f\u007f"}`,
  'controls in a user agent': String.raw`"user_agent":"\u0001\u0002Mozilla/5.0 (\u0007"`,
  'the agent of a browser': `"user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"`,
  'the longest texts': `"entity_name":"${'n'.repeat(500)}","description":"${'d'.repeat(10_000)}","user_agent":"${'u'.repeat(2_000)}"`,
  '64 KiB': `"extra_data":${JSON_OF_64_KIB}`,
  'a hundred levels': `"extra_data":${DEEP}`,
  'the first moment': `"created_at":"1970-01-01T00:00:00Z"`,
  'a moment ahead': `"created_at":"${soon}"`,
  'an offset': `"created_at":"2025-12-31T23:59:59.999-14:00"`,
  'zeros of a second': `"created_at":"2024-02-29T12:00:00.120000Z"`,
  'a short address': `"ip_address":"::1"`,
  'a long address': `"ip_address":"2001:0DB8:0000:0000:0000:FF00:0042:8329"`,
  'an address in an address': `"ip_address":"::ffff:192.0.2.128"`,
  'an id at the limit': `"project_id":2147483647`,
  nulls: `"entity_name":null,"description":null,"extra_data":null,"project_id":null,"ip_address":null,"user_agent":null`,
};

/** What is extreme, and refused. */
const refused = {
  'a key of prototypes': `"extra_data":{"a":{"__proto__":{"x":1}}}`,
  'a key twice': `"extra_data":{"a":1,"\\u0061":2}`,
  'a field twice': `"entity_id":2`,
  NUL: String.raw`"entity_name":"a\u0000b"`,
  'NUL in a key': String.raw`"extra_data":{"a\u0000":1}`,
  'half a pair': String.raw`"description":"\ud83d"`,
  'half a pair in a list': String.raw`"extra_data":{"a":["\ude00"]}`,
  'a number too large': `"extra_data":{"a":1e400}`,
  'a number too fine': `"extra_data":{"a":0.1234567890123456789}`,
  'a byte more than 64 KiB': `"extra_data":${JSON_OF_64_KIB.replace('"x":"', '"x":"x')}`,
  'a level more': `"extra_data":{"a":${DEEP}}`,
  'a name that is too long': `"entity_name":"${'🎉'.repeat(501)}"`,
  'an address with a zone': `"ip_address":"fe80::1%eth0"`,
  'an address with a port': `"ip_address":"127.0.0.1:80"`,
  'a moment before 1970': `"created_at":"1969-12-31T23:59:59.999Z"`,
  'a moment far ahead': `"created_at":"9999-12-31T23:59:59Z"`,
  'a day that is none': `"created_at":"2025-02-29T00:00:00Z"`,
  'an id past the limit': `"project_id":2147483648`,
  'an unknown field': `"source":"app"`,
};

const event = (event_id: string, members: string) =>
  `{"event_id":"${event_id}","action":"updated","entity_type":"task","entity_id":1,${members}}`;

test.each(Object.entries(taken))('%s: stored as posted, alike on both ways', async (_, members) => {
  const [general, direct, listed] = [randomUUID(), randomUUID().toUpperCase(), randomUUID()];
  const accepted = { status: 202, accepted: 1 };
  expect(await post(event(general, members), true)).toMatchObject(accepted);
  expect(await post(event(direct, members), false)).toMatchObject(accepted);
  expect(await post(`{"activities":[${event(listed, members)}]}`, false)).toMatchObject(accepted);
  await expect.poll(() => row(listed)).toBeDefined();
  const stored = await row(general);
  const isDated = members.includes('created_at');
  const kept = (one: Record<string, unknown> | undefined) => (isDated ? one : { ...one, created_at: null });
  expect(kept(await row(direct))).toEqual(kept(stored));
  expect(kept(await row(listed))).toEqual(kept(stored));
  const posted = JSON.parse(event(general, members)) as Record<string, unknown>;
  for (const [field, value] of Object.entries(posted)) {
    if (field === 'event_id' || (field === 'description' && value === null)) continue;
    const there =
      field === 'extra_data' ? (JSON.parse(String(stored?.['extra_data'])) as unknown) : stored?.[field];
    if (field === 'created_at') expect(there).toEqual(new Date(String(value)));
    else if (field === 'extra_data') expect(there).toEqual(JSON.parse(JSON.stringify(value ?? {})));
    else expect(there, field).toEqual(value);
  }
});

test.each(Object.entries(refused))(
  '%s: refused in the same words on both ways, and nothing stored',
  async (_, members) => {
    const event_id = randomUUID();
    const body = event(event_id, members);
    const general = await post(body, true);
    expect(general.status).toBe(400);
    expect(await post(body, false)).toEqual(general);
    expect(await row(event_id)).toBeUndefined();
  },
);

test('a thousand events of a kilobyte are stored in their order on both ways, and one more is refused on both', async () => {
  const list = (count: number, ids: string[]) =>
    `{"activities":[${Array.from({ length: count }, (_, index) => {
      const id = randomUUID();
      ids.push(id);
      return event(id, `"entity_name":"${index}","extra_data":{"x":"${'ü'.repeat(500)}"}`);
    }).join(',')}]}`;
  for (const isGeneral of [true, false]) {
    const ids: string[] = [];
    expect(await post(list(1_000, ids), isGeneral)).toMatchObject({ status: 202, accepted: 1_000 });
    await expect.poll(() => row(ids.at(-1) ?? '')).toBeDefined();
    const stored = await stack.db.em
      .fork()
      .execute<{ event_id: string }[]>(
        'select event_id from activities where event_id = any(?::uuid[]) order by id',
        [`{${ids.join(',')}}`],
      );
    expect(stored.map(({ event_id }) => event_id)).toEqual(ids);
  }
  const most = list(1_001, []);
  const general = await post(most, true);
  expect(general.status).toBe(400);
  expect(await post(most, false)).toEqual(general);
});

test('whatever was stored is numbered without gaps, counted and proven', async () => {
  await expect.poll(() => stack.db.em.fork().execute('select id from activity_outbox')).toEqual([]);
  expect(await stack.db.em.fork().execute('select * from activity_set_aside')).toEqual([]);
  expect(await trailFaults(stack.db)).toEqual([]);
});

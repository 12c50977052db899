import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

const JSON_TYPE = 'application/json';
const NUMBER = 'is a number that cannot be kept exactly; send it as text';
const TEXT = 'must not contain NUL or unpaired surrogate characters';

const event = (extra_data: string, more = '') =>
  `{"action":"created","entity_type":"task","entity_id":1,"extra_data":${extra_data}${more}}`;

describe.each<Backend>(['postgres', 'redis'])('what is posted, with the queue on %s', (backend) => {
  let stack: Stack;
  let key: string;
  beforeAll(async () => {
    stack = await startStack(backend);
    const { id } = await stack.createUser('ada', 'admin');
    key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write', 'admin'] });
  });
  afterAll(() => stack.stop());

  /** Sends bytes as they are, which fetch would not. */
  const send = async (
    path: string,
    body?: string | Buffer,
    { headers = {}, ...options }: { method?: string; headers?: Record<string, string> } = {},
  ) => {
    const sending = request(`${stack.url}/`, {
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': JSON_TYPE, ...headers },
      ...options,
    });
    // Of a text, Node sends the headers in its encoding too.
    sending.end(body === undefined ? undefined : Buffer.from(body));
    const [answer] = await once(sending, 'response');
    return { status: Number(answer.statusCode), body: JSON.parse(await text(answer)) };
  };
  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    send('/api/activities', body, { headers: { prefer: 'wait=20', ...headers } });
  const trpc = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    send(`/api/trpc/${path}`, body, { headers: { origin: stack.url, ...headers } });

  test.each([
    ['{"amount":9007199254740993}', 'extra_data.amount', NUMBER],
    ['{"a":[1e400]}', 'extra_data.a.0', NUMBER],
    ['{"a":0.1234567890123456789}', 'extra_data.a', NUMBER],
    ['{"a":{"__proto__":{"x":1}}}', 'extra_data.a.__proto__', 'is not allowed as a key'],
    ['{"a":1,"a":2}', 'extra_data.a', 'stands twice in its object'],
    [String.raw`{"a":"\u0000"}`, 'extra_data.a', TEXT],
    [String.raw`{"a":"\ud800"}`, 'extra_data.a', TEXT],
  ])('%s is refused at its place', async (extra_data, path, message) => {
    const refused = {
      error: 'Invalid parameter',
      message: `${path} ${message}`,
      issues: [{ path, message }],
    };
    expect(await post(event(extra_data))).toEqual({ status: 400, body: refused });
    const third = `activities.2.${path}`;
    expect(await post(`{"activities":[${event('{}')},${event('{}')},${event(extra_data)}]}`)).toEqual({
      status: 400,
      body: { ...refused, message: `${third} ${message}`, issues: [{ path: third, message }] },
    });
    expect(await trpc('activity.post', event(extra_data))).toMatchObject({
      status: 400,
      body: { error: { data: { body: refused } } },
    });
  });

  test.each(['{"a":NaN}', '{"a":Infinity}', '{"a":1,}', '{"a":01}'])('%s is no JSON', async (extra_data) => {
    expect(await post(event(extra_data))).toEqual({
      status: 400,
      body: { error: 'Invalid parameter', message: 'The body is not valid JSON' },
    });
  });

  test('what can be kept is stored as it was sent', async () => {
    const kept = [
      '{"a":9007199254740992,"b":-9007199254740991,"c":0.1,"d":1e21,"e":1e-7,"f":1.7976931348623157e308,"g":5e-324}',
      '{"":1,"constructor":2,"prototype":3,"toString":"x","hasOwnProperty":null,"toJSON":4,"length":5,"then":6,"0":7}',
      String.raw`{"a":"\ufeff\ufffd\u2028\ud83d\ude00","\ud83d\ude00":"9007199254740993"}`,
      '{"deep":{"list":[[],{},[null,true,false,"",0]]}}',
    ];
    for (const extra_data of kept) {
      const { status, body } = await post(event(extra_data));
      expect(status).toBe(201);
      expect(body.activities[0].extra_data).toEqual(JSON.parse(extra_data));
      const read = await send(`/api/activities/${body.activities[0].id}`);
      expect(read.body.extra_data).toEqual(JSON.parse(extra_data));
    }
  });

  test('two numbers that a double takes for one are never taken for the same event', async () => {
    const named = `,"event_id":"${randomUUID()}"`;
    for (const number of ['9223372036854775789', '9223372036854775788'])
      expect((await post(event(`{"n":${number}}`, named))).status).toBe(400);
    expect((await post(event('{"n":"9223372036854775789"}', named))).status).toBe(201);
    expect((await post(event('{"n":"9223372036854775788"}', named))).status).toBe(409);
    expect((await post(event('{"n":"9223372036854775789"}', named))).status).toBe(201);
  });

  test('an instant that is finer than what is kept is refused, and is never taken for another', async () => {
    const at = (created_at: string, event_id: string) =>
      post(event('{}', `,"created_at":"${created_at}","event_id":"${event_id}"`));
    const issue = {
      path: 'created_at',
      message: 'must have at most three decimals of a second: instants are kept to the millisecond',
    };
    const event_id = randomUUID();
    for (const fine of ['2025-01-01T00:00:00.1234Z', '2025-01-01T01:00:00.000000001+01:00'])
      expect(await at(fine, event_id)).toMatchObject({ status: 400, body: { issues: [issue] } });
    for (const exact of ['2025-01-01T00:00:00.123000Z', '2025-01-01T01:00:00.123+01:00']) {
      const { status, body } = await at(exact, event_id);
      expect(status).toBe(201);
      expect(body.activities[0].created_at).toBe('2025-01-01T00:00:00.123Z');
    }
    expect((await at('2025-01-01T00:00:00.124Z', event_id)).status).toBe(409);
    const times = '"started_at":"2026-01-01T00:00:00.0001Z","ended_at":"2026-01-01T01:00:00Z"';
    expect(await trpc('timeEntry.create', `{"project_id":1,${times}}`)).toMatchObject({
      status: 400,
      body: { error: { data: { body: { issues: [{ ...issue, path: 'started_at' }] } } } },
    });
  });

  test('bytes that are no UTF-8 are refused, and so is another character set', async () => {
    const latin1 = Buffer.from(event('{"a":"é"}'), 'latin1');
    const notUtf8 = { error: 'Invalid parameter', message: 'The body is not valid UTF-8' };
    expect(await post(latin1)).toEqual({ status: 400, body: notUtf8 });
    for (const type of [
      `${JSON_TYPE}; charset=iso-8859-1`,
      `${JSON_TYPE};charset="utf-16"`,
      `${JSON_TYPE}; charset=utf-8; charset=latin1`,
      `${JSON_TYPE}; charset=utf-8; Charset="utf-8"`,
      `${JSON_TYPE}; charset="utf-8`,
      `${JSON_TYPE}; charset=utf-8 latin1`,
      `${JSON_TYPE}; charset="latin\\1"`,
      `${JSON_TYPE}; charset=`,
      `${JSON_TYPE}, ${JSON_TYPE}`,
      `${JSON_TYPE}; x="a;charset=utf-8"; charset=latin1`,
      'application/json5',
      'text/json',
      'text/plain',
    ])
      expect(await post(latin1, { 'content-type': type })).toMatchObject({
        status: 415,
        body: { error: 'Unsupported media type' },
      });
    expect((await post(event('{}'), { 'content-encoding': 'gzip' })).status).toBe(415);
    const inUtf8 = [
      `${JSON_TYPE}; charset=utf-8`,
      `${JSON_TYPE};charset="UTF8"`,
      'Application/JSON',
      `${JSON_TYPE} ; x="a;charset=latin1" ; charset=utf-8;`,
    ];
    for (const type of inUtf8)
      expect((await post(`\ufeff${event('{"a":"é"}')}`, { 'content-type': type })).status).toBe(201);
    expect((await post(Buffer.concat([Buffer.from('\ufeff\ufeff'), Buffer.from(event('{}'))]))).status).toBe(
      400,
    );
    expect(await trpc('activity.post', latin1)).toMatchObject({
      status: 400,
      body: { error: { data: { body: notUtf8 } } },
    });
    for (const type of [
      'application/octet-stream',
      'multipart/form-data; boundary=x',
      `${JSON_TYPE}; charset=latin1`,
    ])
      expect((await trpc('activity.post', event('{}'), { 'content-type': type })).status).toBe(415);
  });

  test('signing in and changing a password take no other bytes either', async () => {
    const cookie = await signIn(stack.url, 'ada');
    const auth = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      send(`/api/auth/${path}`, body, {
        headers: { origin: stack.url, cookie, authorization: '', ...headers },
      });
    const credentials = JSON.stringify({ username: 'ada', password: PASSWORD });
    expect((await auth('sign-in/username', credentials)).status).toBe(200);
    const twice = credentials.replace('{', '{"username":"bob",');
    for (const body of [
      Buffer.from(credentials.replace('ada', 'adä'), 'latin1'),
      twice,
      '{"username":NaN}',
      '[}',
    ])
      expect(await auth('sign-in/username', body)).toMatchObject({
        status: 400,
        body: { error: 'Invalid parameter' },
      });
    for (const type of [`${JSON_TYPE}; charset=utf-16le`, 'application/x-www-form-urlencoded', 'text/plain'])
      expect((await auth('sign-in/username', credentials, { 'content-type': type })).status).toBe(415);
    expect((await auth('sign-out', '')).status).toBe(200);
  });

  test.each([
    ['/api/activities?q=%ff', 'q must be percent-encoded UTF-8'],
    ['/api/activities?limit=5&q=100%', 'q must be percent-encoded UTF-8'],
    ['/api/activities?q=%ed%a0%80', 'q must be percent-encoded UTF-8'],
    ['/api/activities?%ff=1', 'The query must be percent-encoded UTF-8'],
    ['/api/activities/%ff', 'The path must be percent-encoded UTF-8'],
    ['/api/activities/export?q=%c3', 'q must be percent-encoded UTF-8'],
    ['/projects/%e0%80', 'The path must be percent-encoded UTF-8'],
    ['/admin/queues/api/queues/activities/%00', 'The path must not contain NUL'],
    ['/api/activities/%00', 'The path must not contain NUL'],
  ])('%s is refused', async (path, message) => {
    expect(await send(path)).toMatchObject({ status: 400, body: { error: 'Invalid parameter', message } });
  });

  test.each(['input={}&input={"limit":1}', 'batch=1&input={}&batch=1', 'input=&input='])(
    'a procedure that is asked with ?%s is not answered',
    async (query) => {
      const name = query.startsWith('batch') ? 'batch' : 'input';
      expect(await send(`/api/trpc/activity.list?${query}`)).toMatchObject({
        status: 400,
        body: {
          error: { data: { body: { error: 'Invalid parameter', message: `${name} must be given once` } } },
        },
      });
    },
  );

  test('the input of a query is read as exactly as a body', async () => {
    const ask = (input: string) => send(`/api/trpc/activity.get?input=${encodeURIComponent(input)}`);
    expect(await ask('{"id":"1","id":"2"}')).toMatchObject({ status: 400 });
    expect((await send('/api/trpc/activity.get?input=%ff')).status).toBe(400);
    expect((await send('/api/activities?q=%C3%A9t%C3%A9+x')).status).toBe(200);
  });

  test('a user agent keeps its characters', async () => {
    const cookie = await signIn(stack.url, 'ada');
    const agent = Buffer.from('Zeiterfassung für 😀').toString('latin1');
    const made = await trpc('project.create', '{"name":"Named by an agent"}', {
      cookie,
      authorization: '',
      'user-agent': agent,
    });
    expect(made.status).toBe(200);
    await expect
      .poll(async () => {
        const { body } = await send('/api/activities?entity_type=project&include=security');
        return body.activities.map(({ user_agent }: { user_agent: string }) => user_agent);
      })
      .toContain('Zeiterfassung für 😀');
  });
});

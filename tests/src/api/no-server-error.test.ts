import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

let stack: Stack;
let cookie: string;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  cookie = await signIn(stack.url, 'ada.admin');
});
afterAll(() => stack.stop());

const send = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const response = await fetch(stack.url + path, {
    method,
    headers: { origin: stack.url, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, text: await response.text() };
};

describe('signing in and out', () => {
  const paths = [
    'sign-in/username',
    'sign-in/email',
    'sign-out',
    'get-session',
    'change-password',
    'sign-up/email',
    'update-user',
    'list-sessions',
    'revoke-session',
    'error',
    'ok',
    '',
    '%00',
    '%F0%9F',
    '../get-session',
  ];
  const long = 'x'.repeat(10_000);
  const bodies = [
    undefined,
    '',
    'null',
    '[]',
    '"text"',
    '{',
    '{}',
    '{"username":null,"password":null}',
    '{"username":{"a":1},"password":["x"]}',
    `{"username":"ada.admin","password":"${PASSWORD}\\u0000"}`,
    '{"username":"ada\\u0000admin","password":"x"}',
    '{"username":"\\ud800","password":"\\ud800"}',
    '{"email":"a\\u0000@example.com","password":"x"}',
    `{"username":"${long}","password":"${long}"}`,
    '{"username":"ada.admin","password":"wrong","rememberMe":"x"}',
    '{"username":"ada.admin","password":"wrong","callbackURL":"javascript:1"}',
    '{"currentPassword":1e400,"newPassword":-1,"revokeOtherSessions":"x"}',
    `{"currentPassword":"${PASSWORD}","newPassword":"${'🔥'.repeat(200)}"}`,
  ];
  const people = { nobody: () => ({}), administrator: () => ({ cookie: `${cookie}; theme=%` }) };

  test.each(Object.entries(people))('answers %s to every body and method without a 5xx', async (_, as) => {
    const failed: string[] = [];
    for (const path of paths)
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        for (const body of method === 'GET' ? [undefined] : bodies) {
          if (path === 'sign-out' && method === 'POST') continue;
          const { status, text } = await send(method, `/api/auth/${path}`, body, as());
          if (status >= 500) failed.push(`${status} ${method} ${path} ${body?.slice(0, 80)}: ${text}`);
        }
    expect(failed).toEqual([]);
  });

  test('does not serve a session to POST, and says so as for any other path', async () => {
    const { status, text } = await send('POST', '/api/auth/get-session', '{}', { cookie });
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ error: 'Not found' });
  });

  test.each([
    ['POST', 'get-session', '{}', 404, 'There is nothing at /api/auth/get-session for POST', undefined],
    ['GET', 'sign-out', undefined, 404, 'There is nothing at /api/auth/sign-out for GET', undefined],
    ['POST', 'sign-up/email', '{}', 404, 'There is nothing at /api/auth/sign-up/email for POST', undefined],
    ['POST', 'sign-in/username', undefined, 400, 'The body must be a JSON object', ''],
    ['POST', 'sign-in/username', '[]', 400, 'The body must be a JSON object', ''],
    ['POST', 'sign-in/username', '{"password":"x"}', 400, 'username must be text', 'username'],
    ['POST', 'sign-in/username', '{"username":"x","password":7}', 400, 'password must be text', 'password'],
    [
      'POST',
      'sign-in/username',
      '{"username":"x","password":"x","rememberMe":"y"}',
      400,
      'rememberMe must be true or false',
      'rememberMe',
    ],
    [
      'POST',
      'sign-in/username',
      String.raw`{"username":"\u0007","password":"x"}`,
      400,
      'username must be a user name',
      'username',
    ],
    [
      'POST',
      'sign-in/email',
      '{"email":"x","password":"x"}',
      400,
      'email must be an e-mail address',
      'email',
    ],
    [
      'POST',
      'sign-in/email',
      `{"email":"x@example.com","password":"${'x'.repeat(5_000)}"}`,
      400,
      'password is longer than a password can be',
      'password',
    ],
    [
      'POST',
      'sign-in/username',
      '{"username":"no.body","password":"x","callbackURL":"https://example.com"}',
      401,
      'The user name or the password is wrong',
      undefined,
    ],
    [
      'POST',
      'sign-in/email',
      '{"email":"no@example.com","password":"x"}',
      401,
      'The e-mail address or the password is wrong',
      undefined,
    ],
    ['POST', 'change-password', '{}', 400, 'currentPassword must be text', 'currentPassword'],
  ])('%s %s %s is refused in own words: %i %s', async (method, path, body, status, message, field) => {
    const answer = await send(method, `/api/auth/${path}`, body, { cookie });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { message }]);
    const { issues } = JSON.parse(answer.text) as { issues?: { path: string }[] };
    expect(issues?.[0]?.path).toBe(field);
  });

  test('takes other content types and broken cookies as they are', async () => {
    const answers = [
      await send('POST', '/api/auth/sign-in/username', 'a=b', {
        'content-type': 'application/x-www-form-urlencoded',
      }),
      await send('POST', '/api/auth/sign-in/username', 'x', { 'content-type': 'multipart/form-data' }),
      await send('GET', '/api/auth/get-session', undefined, {
        cookie: 'better-auth.session_token=%E0%A4%A.x',
      }),
      await send('GET', '/api/auth/get-session?disableRefresh=%00&disableCookieCache=[]', undefined, {
        cookie,
      }),
      await send('POST', '/api/auth/sign-out', '{', { cookie: 'better-auth.session_token=\u00ff.\u00ff' }),
    ];
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });
});

describe('values at the edge of what can be stored', () => {
  const cursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url');
  const END = Date.parse('9999-12-31T23:59:59.999Z');

  test.each([
    ['cursor', cursor(END + 1, 1)],
    ['cursor', cursor(8.64e15, 1)],
    ['cursor', cursor(8.64e15 + 1, 1)],
    ['cursor', cursor(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)],
    ['cursor', cursor(-62_135_596_800_001, 1)],
    ['newer_than', cursor(END + 1, 1)],
    ['newer_than', cursor(8.64e15 + 1, 1)],
    ['start_date', '0001-01-01T00:00:00+00:01'],
    ['end_date', '9999-12-31T23:59:59-00:01'],
    ['start_date', '0000-12-31'],
    ['q', 'created:>9999-12-31T23:59:59-14:00'],
    ['entity_id', '9007199254740993'],
    ['project_id', '2147483648'],
    ['page', '9007199254740993'],
    ['page', '1e308'],
  ])('%s=%s is refused by its name', async (name, value) => {
    const extra = name === 'entity_id' ? '&entity_type=task' : '';
    const { status, text } = await send(
      'GET',
      `/api/activities?${name}=${encodeURIComponent(value)}${extra}`,
      undefined,
      { cookie },
    );
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: 'Invalid parameter', issues: [{ path: name }] });
  });

  test.each([
    `/api/activities?cursor=${cursor(END, Number.MAX_SAFE_INTEGER)}`,
    `/api/activities?newer_than=${cursor(END, Number.MAX_SAFE_INTEGER)}`,
    `/api/activities?cursor=${cursor(0, 0)}`,
    '/api/activities?start_date=0001-01-01&end_date=9999-12-31',
    '/api/activities?start_date=9999-12-31T23:59:59.999Z',
    '/api/activities?end_date=0001-01-01',
    '/api/activities?q=created%3A0001-01-01..9999-12-31',
    '/api/activities?page=9007199254740991',
    '/api/activities?user_id=2147483647&entity_type=task&entity_id=2147483647',
    '/api/activities/9007199254740991',
    '/api/activities/stats/timeline?start_date=9999-12-01&end_date=9999-12-31&time_zone=Pacific%2FKiritimati',
    '/api/activities/stats/timeline?start_date=9999-12-01&end_date=9999-12-31&time_zone=Pacific%2FNiue&bucket=month',
    '/api/activities/stats/timeline?start_date=0001-01-01&end_date=0001-01-02&time_zone=Pacific%2FKiritimati&bucket=month',
    '/api/activities/stats/timeline?start_date=0001-01-01&end_date=0001-01-02&time_zone=Pacific%2FNiue&bucket=week',
  ])('%s is answered', async (path) => {
    const { status, text } = await send('GET', path, undefined, { cookie });
    expect([200, 400, 404], text).toContain(status);
  });
});

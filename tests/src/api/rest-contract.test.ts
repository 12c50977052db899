import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Backend, PASSWORD, type Stack, signIn, startStack } from '../stack.ts';

const event = (parts: Record<string, unknown> = {}) => ({
  action: 'created',
  entity_type: 'project',
  entity_id: 42,
  entity_name: 'New Website',
  ...parts,
});

describe.each<Backend>(['postgres', 'redis'])('REST with the queue on %s', (backend) => {
  let stack: Stack;
  let admin: { id: number; key: string };
  let member: { id: number; key: string };
  let stranger: { id: number; key: string };
  let service: string;
  let readOnly: string;
  let project: number;

  beforeAll(async () => {
    stack = await startStack(backend);
    const person = async (username: string, role: 'member' | 'admin') => {
      const { id } = await stack.createUser(username, role);
      return { id, key: await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] }) };
    };
    admin = await person('ada.admin', 'admin');
    member = await person('john.doe', 'member');
    stranger = await person('sam.stranger', 'member');
    service = await stack.createKey({
      user_id: admin.id,
      scopes: ['activity:write', 'admin'],
      service: true,
    });
    readOnly = await stack.createKey({ user_id: member.id, scopes: ['activity:read'] });
    project = await stack.createProject('Shared', [member.id]);
  });
  afterAll(() => stack.stop());

  const call = async (
    path: string,
    key?: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(`${stack.url}/api${path}`, {
      ...init,
      headers: { ...(key && { authorization: `Bearer ${key}` }), ...init.headers },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  };
  const post = (body: unknown, key = member.key, headers: Record<string, string> = {}) =>
    call('/activities', key, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const stored = async (body: unknown, key = member.key) => {
    const answer = await post(body, key, { prefer: 'wait=20' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body.activities;
  };

  describe('GET /api/activities', () => {
    test('answers with the keys of the seed, newest first', async () => {
      const [first] = await stored(event({ project_id: project, extra_data: { a: 1 } }));
      const [second] = await stored(event({ entity_id: 43 }));
      const { status, body } = await call('/activities', member.key);
      expect(status).toBe(200);
      expect(body.activities.slice(0, 2).map((row: { id: number }) => row.id)).toEqual([second.id, first.id]);
      expect(first).toMatchObject({
        user_id: member.id,
        username: 'john.doe',
        display_name: 'John Doe',
        action: 'created',
        entity_type: 'project',
        entity_id: 42,
        entity_name: 'New Website',
        description: 'Created project "New Website"',
        extra_data: { a: 1 },
        project_id: project,
        source: 'api',
      });
      expect(first.created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(first).not.toHaveProperty('ip_address');
      expect(body).toMatchObject({ current_page: 1, has_prev: false });
    });

    test('pages: exact totals, past the end is empty, a cursor goes on where the page ended', async () => {
      await stored({ activities: Array.from({ length: 5 }, () => event({ entity_type: 'client' })) });
      const page = await call('/activities?entity_type=client&limit=2&page=3', member.key);
      expect(page.body).toMatchObject({
        total: 5,
        pages: 3,
        current_page: 3,
        has_next: false,
        has_prev: true,
      });
      expect(page.body.activities).toHaveLength(1);
      const past = await call('/activities?entity_type=client&limit=2&page=99', member.key);
      expect(past).toMatchObject({ status: 200, body: { activities: [], total: 5, has_next: false } });
      const first = await call('/activities?entity_type=client&limit=2', member.key);
      const next = await call(
        `/activities?entity_type=client&limit=2&cursor=${first.body.next_cursor}`,
        member.key,
      );
      const second = await call('/activities?entity_type=client&limit=2&page=2', member.key);
      expect(next.body.activities).toEqual(second.body.activities);
    });

    test.each([
      ['limit=0', 'limit must be between 1 and 100'],
      ['limit=101', 'limit must be between 1 and 100'],
      ['limit=abc', 'limit must be between 1 and 100'],
      ['limit=1.5', 'limit must be between 1 and 100'],
      ['page=0', 'page must be at least 1'],
      ['page=-1', 'page must be at least 1'],
      ['user_id=x', 'user_id must be a whole number'],
      ['entity_type=planet', /entity_type .*planet.*project, task/],
      ['entity_type=project,planet', /entity_type .*planet.*project, task/],
      ['action=exploded', /action .*exploded.*created, updated/],
      ['start_date=yesterday', 'start_date must be an ISO 8601 date or instant'],
      ['end_date=2025-13-01', 'end_date must be an ISO 8601 date or instant'],
      ['start_date=2025-02-02&end_date=2025-02-01', 'start_date must not be after end_date'],
      ['entity_id=4', 'entity_id needs one entity_type'],
      ['cursor=nonsense', 'cursor must be the next_cursor of an earlier answer'],
      ['cursor=WzEsMV0&page=2', 'page must not be given with cursor'],
      ['newer_than=nonsense', 'newer_than must be the prev_cursor of an earlier answer'],
      ['newer_than=WzEsMV0&cursor=WzEsMV0', 'newer_than must not be given with page or cursor'],
      ['after_id=-1', 'after_id must be at least 0'],
      ['user_id=1,x', 'user_id must be a whole number'],
      ['include=everything', 'include must be security'],
      ['colour=red', 'colour is not a known parameter'],
      ['limit=1&limit=2', /limit/],
      ['q=action:exploded', /q action: .*exploded/],
      ['q=usr:mia', /q .*unknown key "usr:", did you mean "user:"/],
      ['q=!!!', /q .*"!!!", in which there is no letter or digit/],
      ['q=-%F0%9F%94%A5', /q .*"🔥", in which there is no letter or digit/],
    ])('?%s is 400', async (query, message) => {
      const { status, body } = await call(`/activities?${query}`, admin.key);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: 'Invalid parameter', message: expect.stringMatching(message) });
      expect(body.issues[0].path).toBe(
        query.split('=')[0] === 'cursor' && query.includes('page') ? 'page' : query.split('=')[0],
      );
    });

    test('filters: dates are inclusive, lists are alternatives, search understands its keys', async () => {
      const created_at = '2024-05-06T23:59:59.500Z';
      const [row] = await stored(
        event({ entity_type: 'invoice', action: 'paid', entity_name: 'Zebra', created_at }),
      );
      const found = async (query: string) => (await call(`/activities?${query}`, member.key)).body.total;
      expect(row.created_at).toBe(created_at);
      expect(await found('start_date=2024-05-06&end_date=2024-05-06')).toBe(1);
      expect(await found(`start_date=${created_at}&end_date=${created_at}`)).toBe(1);
      expect(await found('end_date=2024-05-05')).toBe(0);
      expect(await found('entity_type=invoice,client&action=paid')).toBe(1);
      expect(await found('entity_type=invoice&entity_id=42')).toBe(1);
      expect(await found('entity_type=invoice&entity_id=41')).toBe(0);
      expect(await found(`project_id=${project}&entity_type=invoice`)).toBe(0);
      expect(await found('q=zebra')).toBe(1);
      expect(await found('q=zebra%20-action:paid')).toBe(0);
      expect(
        await found('q=zebra%20Action:PAID%20created:2023-01-01,2024-05-01..2024-05-31,2025-01-01..'),
      ).toBe(1);
      expect(await found('q=%22invoice%20zebra%22%20created:2024-05-01..2024-05-31%20user:john.doe')).toBe(1);
    });

    test('another user as a filter is for administrators, also inside a search', async () => {
      const forbidden = { status: 403, body: { error: 'Forbidden' } };
      expect(await call(`/activities?user_id=${admin.id}`, member.key)).toMatchObject(forbidden);
      expect(await call('/activities?q=user:ada.admin', member.key)).toMatchObject(forbidden);
      expect(await call(`/activities?user_id=${member.id}`, member.key)).toMatchObject({ status: 200 });
      expect(await call(`/activities?user_id=${member.id}`, admin.key)).toMatchObject({ status: 200 });
    });

    test('several people are a comma list, for administrators; one other among them is enough for 403', async () => {
      await stored(event(), stranger.key);
      const pair = `user_id=${member.id},${stranger.id}`;
      const both = await call(`/activities?${pair}&limit=100`, admin.key);
      const alone = await call(`/activities?user_id=${stranger.id}`, admin.key);
      const people = both.body.activities.map((row: { username: string }) => row.username);
      expect(new Set(people)).toEqual(new Set(['john.doe', 'sam.stranger']));
      expect(both.body.total).toBeGreaterThan(alone.body.total);
      expect(await call(`/activities?${pair}`, member.key)).toMatchObject({
        status: 403,
        body: { error: 'Forbidden' },
      });
      const { body } = await call('/openapi.json');
      const parameters: { name: string }[] = body.paths['/api/activities'].get.parameters;
      expect(parameters.find(({ name }) => name === 'user_id')).toMatchObject({
        style: 'form',
        explode: false,
        schema: { type: 'array', items: { type: 'integer' } },
      });
    });

    test('prev_cursor leads back up to what came since', async () => {
      const top = await call('/activities?limit=2', member.key);
      const [added] = await stored(event({ entity_name: 'Afterwards' }));
      const newer = await call(`/activities?newer_than=${top.body.prev_cursor}`, member.key);
      expect(newer).toMatchObject({ status: 200, body: { activities: [added], has_prev: false } });
      const since = await call(`/activities?after_id=${added.id - 1}`, member.key);
      expect(since.body).toMatchObject({ activities: [added], total: 1 });
    });

    test('a person sees their own activities and those of their projects; accounts only administrators', async () => {
      const [inProject] = await stored(event({ project_id: project, username: 'sam.stranger' }), service);
      const [own] = await stored(event({}), stranger.key);
      const [account] = await stored(event({ entity_type: 'user', project_id: project }), admin.key);
      const sees = async (key: string, id: number) => (await call(`/activities/${id}`, key)).status === 200;
      expect(await sees(member.key, inProject.id)).toBe(true);
      expect(await sees(stranger.key, inProject.id)).toBe(true);
      expect(await sees(member.key, own.id)).toBe(false);
      expect(await sees(stranger.key, own.id)).toBe(true);
      expect(await sees(member.key, account.id)).toBe(false);
      expect(await sees(admin.key, account.id)).toBe(true);
    });

    test('addresses and user agents are shown to administrators who ask', async () => {
      const [row] = await stored(event({ ip_address: '192.0.2.1', user_agent: 'curl' }));
      const shown = await call(`/activities/${row.id}?include=security`, admin.key);
      expect(shown.body).toMatchObject({ ip_address: '192.0.2.1', user_agent: 'curl' });
      expect(await call('/activities?include=security', member.key)).toMatchObject({ status: 403 });
      expect(await call(`/activities/${row.id}?include=security`, member.key)).toMatchObject({ status: 403 });
    });

    test('one activity by number and by event_id; an unknown one is 404', async () => {
      const [row] = await stored(event());
      expect((await call(`/activities/${row.event_id}`, member.key)).body).toEqual(row);
      expect((await call(`/activities/${row.id}`, member.key)).body).toEqual(row);
      expect(await call('/activities/999999999', member.key)).toMatchObject({
        status: 404,
        body: { error: 'Not found' },
      });
      expect(await call(`/activities/${randomUUID()}`, member.key)).toMatchObject({ status: 404 });
      expect(await call('/activities/abc', member.key)).toMatchObject({ status: 400 });
    });
  });

  describe('POST /api/activities', () => {
    test('202 with the event_ids; 201 with the activities when waiting is preferred', async () => {
      const ids = [randomUUID(), randomUUID()];
      const accepted = await post({ activities: ids.map((event_id) => event({ event_id })) });
      expect(accepted).toMatchObject({ status: 202, body: { accepted: 2, event_ids: ids } });
      await vi.waitFor(
        async () => expect((await call(`/activities/${ids[1]}`, member.key)).status).toBe(200),
        10_000,
      );
      const waited = await post(event({ event_id: randomUUID() }), member.key, { prefer: 'wait=20' });
      expect(waited.status).toBe(201);
      expect(waited.headers.get('preference-applied')).toBe('wait=20');
    });

    test.each([
      [{ entity_type: 'project', entity_id: 1 }, 'action'],
      [event({ entity_type: 'planet' }), 'entity_type'],
      [event({ entity_id: 0 }), 'entity_id'],
      [event({ entity_id: '1' }), 'entity_id'],
      [event({ entity_name: 'x'.repeat(501) }), 'entity_name'],
      [event({ description: 'x'.repeat(10_001) }), 'description'],
      [event({ description: 'a\u0000b' }), 'description'],
      [event({ extra_data: [] }), 'extra_data'],
      [event({ extra_data: { text: 'x'.repeat(64 * 1024) } }), 'extra_data'],
      [event({ extra_data: { text: '\ud800' } }), 'extra_data.text'],
      [event({ ip_address: 'home' }), 'ip_address'],
      [event({ created_at: 'now' }), 'created_at'],
      [event({ created_at: new Date(Date.now() + 6 * 60_000).toISOString() }), 'created_at'],
      [event({ event_id: '1' }), 'event_id'],
      [event({ user_id: 999_999 }), 'user_id'],
      [event({ username: 'nobody.here' }), 'username'],
      [event({ colour: 'red' }), 'colour'],
      [{ activities: [] }, 'activities'],
      [{ activities: Array.from({ length: 1_001 }, () => event()) }, 'activities'],
      [{ activities: [event(), event({ action: 'exploded' })] }, 'activities.1.action'],
      [[], ''],
    ])('a bad event is 400 and names its place (%#)', async (body, path) => {
      const answer = await post(body, admin.key);
      expect(answer).toMatchObject({ status: 400, body: { error: 'Invalid parameter' } });
      expect(answer.body.issues[0].path).toBe(path);
      expect(answer.body.message).toContain(path);
    });

    test('one bad event of many: nothing of the request is accepted', async () => {
      const event_id = randomUUID();
      expect((await post({ activities: [event({ event_id }), event({ entity_id: -1 })] })).status).toBe(400);
      await stored(event());
      expect((await call(`/activities/${event_id}`, member.key)).status).toBe(404);
    });

    test('the same event_id again: stored once with the same content, a conflict with other content', async () => {
      const event_id = randomUUID();
      const [row] = await stored(event({ event_id }));
      const [again] = await stored(event({ event_id }));
      expect(again).toEqual(row);
      const other = await post(event({ event_id, entity_id: 7 }), member.key, { prefer: 'wait=20' });
      expect(other).toMatchObject({
        status: 409,
        body: { error: 'Conflict', message: expect.stringContaining(event_id) },
      });
      expect((await post(event({ event_id, entity_id: 8 }))).status).toBe(202);
      const adminKey = await stack.createKey({ user_id: admin.id, scopes: ['admin'] });
      await vi.waitFor(async () => {
        const { body } = await call('/activities/set-aside?limit=100', adminKey);
        const conflicts = body.events.filter((one: { event_id: string }) => one.event_id === event_id);
        expect(conflicts.map((one: { reason: string }) => one.reason)).toEqual(['conflict', 'conflict']);
      }, 10_000);
    });

    test('the same event_id a hundred times at once is one activity', async () => {
      const event_id = randomUUID();
      const answers = await Promise.all(Array.from({ length: 100 }, () => post(event({ event_id }))));
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
      await vi.waitFor(
        async () => expect((await call(`/activities/${event_id}`, member.key)).status).toBe(200),
        10_000,
      );
      await stored(event());
      const [row] = await stack.db.em.execute('select count(*) as count from activities where event_id = ?', [
        event_id,
      ]);
      expect(row).toEqual({ count: 1 });
    });

    test('a person names only themselves, an administrator anybody, a service must name somebody', async () => {
      expect(await post(event({ user_id: admin.id }))).toMatchObject({
        status: 403,
        body: { error: 'Forbidden' },
      });
      expect(await post(event({ username: 'ada.admin' }))).toMatchObject({ status: 403 });
      expect((await stored(event({ username: 'John.Doe' })))[0].user_id).toBe(member.id);
      expect((await stored(event({ user_id: member.id }), admin.key))[0].user_id).toBe(member.id);
      expect(await post(event(), service)).toMatchObject({
        status: 400,
        body: { issues: [{ path: 'user_id' }] },
      });
      expect((await stored(event({ username: 'john.doe' }), service))[0].username).toBe('john.doe');
      expect(await post(event({ project_id: project }), stranger.key)).toMatchObject({ status: 403 });
    });

    test('bodies: broken JSON 400, other media 415, too large 413', async () => {
      expect(await post('{"action":')).toMatchObject({ status: 400, body: { error: 'Invalid parameter' } });
      expect(
        await post('a=b', member.key, { 'content-type': 'application/x-www-form-urlencoded' }),
      ).toMatchObject({
        status: 415,
        body: { error: 'Unsupported media type' },
      });
      const large = JSON.stringify({ activities: [event({ description: 'x'.repeat(20 * 1024 * 1024) })] });
      expect(await post(large)).toMatchObject({ status: 413, body: { error: 'Payload too large' } });
    });
  });

  describe('who is asking', () => {
    test('nobody and a wrong key are 401, a key without the scope 403', async () => {
      expect(await call('/activities')).toMatchObject({ status: 401, body: { error: 'Unauthorized' } });
      expect(await call('/activities', 'wrong')).toMatchObject({ status: 401 });
      expect(await post(event(), readOnly)).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
      expect(await call('/activities', service)).toMatchObject({ status: 403 });
      expect(await call('/activities/set-aside', member.key)).toMatchObject({ status: 403 });
    });

    test('x-api-key and a session work as well; a foreign origin with a session does not', async () => {
      expect(await call('/activities', undefined, { headers: { 'x-api-key': member.key } })).toMatchObject({
        status: 200,
      });
      const cookie = await signIn(stack.url, 'John.Doe');
      expect(await call('/activities', undefined, { headers: { cookie } })).toMatchObject({ status: 200 });
      const forged = { cookie, origin: 'https://evil.example', 'content-type': 'application/json' };
      const answer = await call('/activities', undefined, {
        method: 'POST',
        headers: forged,
        body: JSON.stringify(event()),
      });
      expect(answer).toMatchObject({ status: 403, body: { error: 'Forbidden' } });
    });

    test('sign-in by e-mail works, a wrong password is 401 in the same shape, sign-up is not offered', async () => {
      const send = (path: string, body: unknown) =>
        call(`/auth${path}`, undefined, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: stack.url },
          body: JSON.stringify(body),
        });
      const email = 'john.doe@example.com';
      expect(await send('/sign-in/email', { email, password: PASSWORD })).toMatchObject({ status: 200 });
      // Attempts are counted for the account that is signed in: a second name would be counted instead.
      for (const username of ['nobody', 5, null])
        expect(await send('/sign-in/email', { email, username, password: PASSWORD })).toMatchObject({
          status: 400,
          body: { message: 'username must not be given beside the other' },
        });
      expect(await send('/sign-in/username', { username: 'mia', email, password: PASSWORD })).toMatchObject({
        status: 400,
        body: { message: 'email must not be given beside the other' },
      });
      const wrong = await send('/sign-in/username', { username: 'john.doe', password: 'wrong password' });
      expect(wrong).toMatchObject({ status: 401, body: { error: 'Unauthorized' } });
      const signUp = await send('/sign-up/email', { email: 'x@example.com', password: PASSWORD, name: 'X' });
      expect(signUp).toMatchObject({ status: 404, body: { error: 'Not found' } });
    });

    test('unknown paths are 404 in the same shape', async () => {
      expect(await call('/nothing/here', member.key)).toMatchObject({
        status: 404,
        body: { error: 'Not found' },
      });
      expect(await call('/nothing/here')).toMatchObject({ status: 404 });
    });
  });

  describe('GET /api/activities/stats', () => {
    test('has the keys of the seed; user_activity is for administrators', async () => {
      const mine = await call('/activities/stats?days=30', member.key);
      expect(mine).toMatchObject({ status: 200, body: { period_days: 30, user_activity: [] } });
      const all = await call('/activities/stats', admin.key);
      expect(all.body.period_days).toBe(7);
      expect(all.body.total_activities).toBeGreaterThan(mine.body.total_activities);
      expect(all.body.user_activity[0]).toMatchObject({ username: 'john.doe', display_name: 'John Doe' });
      const sum = Object.values<number>(all.body.entity_counts).reduce((a, b) => a + b, 0);
      expect(sum).toBe(all.body.total_activities);
    });

    test.each(['days=0', 'days=3651', 'days=x'])('?%s is 400', async (query) => {
      const { status, body } = await call(`/activities/stats?${query}`, member.key);
      expect({ status, message: body.message }).toEqual({
        status: 400,
        message: 'days must be between 1 and 3650',
      });
    });
  });

  test('health, metrics and the OpenAPI document answer', async () => {
    expect(await call('/health/live')).toMatchObject({ status: 200 });
    expect(await call('/health/ready')).toMatchObject({ status: 200 });
    const { body } = await call('/openapi.json');
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/activities',
        '/api/activities/{id}',
        '/api/activities/stats',
        '/api/activities/live',
      ]),
    );
    // Whoever posts needs a key.
    expect(body.paths['/api/activities'].post.security).toEqual([{ bearer: [] }, { apiKey: [] }]);
    expect(await (await fetch(`${stack.url}/metrics`)).text()).toMatch(/^# HELP/m);
    expect((await fetch(`${stack.url}/api/docs`)).status).toBe(200);
  });

  test('after all of this, ids are gap-free and rollups equal the rows', async () => {
    const [row] = await stack.db.em.execute('select count(*) as count, max(id) as max from activities');
    expect(row).toMatchObject({ count: (row as { max: number }).max });
    expect(await stack.differences()).toEqual([]);
  });
});

import { verifyStoredLog } from '@timetracker/activities';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOf, refusal } from '../client.ts';
import { type Backend, type Stack, signIn, startStack } from '../stack.ts';

describe.each<Backend>(['postgres', 'redis'])('a posted activity, with the queue on %s', (backend) => {
  let stack: Stack;
  let admin: { id: number; key: string };
  let member: { id: number; key: string };
  let service: string;

  const HOUR_MS = 3_600_000;
  const event = { action: 'updated', entity_type: 'task', entity_id: 1, description: 'Told' };

  beforeAll(async () => {
    stack = await startStack(backend);
    const person = async (name: string, role: 'member' | 'admin') => {
      const { id } = await stack.createUser(name, role);
      const scopes = ['activity:read' as const, 'activity:write' as const];
      return {
        id,
        key: await stack.createKey({ user_id: id, scopes: role === 'admin' ? [...scopes, 'admin'] : scopes }),
      };
    };
    admin = await person('ada.admin', 'admin');
    member = await person('mia.member', 'member');
    service = await stack.createKey({ user_id: admin.id, scopes: ['activity:write'], service: true });
  });
  afterAll(() => stack.stop());

  async function call(path: string, key: string, body?: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${stack.url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json', prefer: 'wait=20' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any -- what it is, the expectations say
    return { status: response.status, body: (await response.json()) as any };
  }
  const post = async (key: string, body: object, headers?: Record<string, string>) => {
    const answer = await call('/activities', key, body, headers);
    expect(answer.status).toBe(201);
    return answer.body.activities[0];
  };

  test('says to administrators who really posted it, from where and when, beside what it claims', async () => {
    const claim = { ...event, user_id: member.id, ip_address: '203.0.113.5', user_agent: 'claimed' };
    const before = Date.now();
    const told = await post(admin.key, claim, { 'user-agent': 'really' });
    expect(told).not.toHaveProperty('posted');
    const { body } = await call(`/activities/${told.id}?include=security`, admin.key);
    expect(body).toMatchObject({
      user_id: member.id,
      ip_address: '203.0.113.5',
      user_agent: 'claimed',
      posted: {
        user_id: admin.id,
        service: false,
        ip_address: expect.stringMatching(/127\.0\.0\.1|::1/),
        user_agent: 'really',
      },
    });
    expect(Date.parse(body.posted.received_at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(body.posted.received_at)).toBeLessThanOrEqual(Date.now());
    const listed = await call('/activities?include=security&limit=1', admin.key);
    expect(listed.body.activities[0].posted).toEqual(body.posted);

    expect((await call(`/activities/${told.id}`, member.key)).body).not.toHaveProperty('posted');
    expect((await call(`/activities/${told.id}?include=security`, member.key)).status).toBe(403);
    expect((await call(`/activities/${told.id}`, admin.key)).body).not.toHaveProperty('posted');
  });

  test('is marked when a person gave it a date of the past, and not when a service did or it is a moment ago', async () => {
    const past = { created_at: new Date(Date.now() - HOUR_MS).toISOString() };
    const marked = await post(member.key, { ...event, ...past });
    expect(marked.backdated).toBe(true);
    expect((await call(`/activities/${marked.id}`, member.key)).body.backdated).toBe(true);
    expect((await post(admin.key, { ...event, ...past, user_id: member.id })).backdated).toBe(true);
    const others = [
      await post(member.key, event),
      await post(member.key, { ...event, created_at: new Date(Date.now() - 1_000).toISOString() }),
      await post(service, { ...event, ...past, user_id: member.id }),
    ];
    for (const other of others) expect(other).not.toHaveProperty('backdated');
  });

  test('is taken from a key, not from whoever is signed in alone', async () => {
    const cookie = await signIn(stack.url, 'mia.member');
    const response = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: { cookie, origin: stack.url, 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: 'Forbidden',
      message: expect.stringContaining('API key'),
    });
    const client = await clientOf(stack, 'mia.member');
    expect(
      await refusal(client.activity.post.mutate({ action: 'updated', entity_type: 'task', entity_id: 1 })),
    ).toBe('Forbidden');
  });

  test('is the same event when it is sent again from elsewhere', async () => {
    const again = { ...event, event_id: crypto.randomUUID() };
    const first = await post(member.key, again, { 'user-agent': 'one' });
    const second = await post(member.key, again, { 'user-agent': 'another' });
    expect(second.id).toBe(first.id);
  });

  test('is sealed with who posted it, and forgets their device with them', async () => {
    const leaver = await stack.createUser('lea.leaver', 'admin');
    const key = await stack.createKey({ user_id: leaver.id, scopes: ['activity:write', 'admin'] });
    const told = await post(key, { ...event, user_id: member.id }, { 'user-agent': 'phone of lea' });
    const poster = () =>
      stack.db.em
        .fork()
        .execute<{ posted: object }[]>('select posted from activities where id = ?', [told.id]);
    expect((await call(`/users/${leaver.id}/anonymize`, admin.key, { reason: 'asked' })).status).toBe(202);
    await expect
      .poll(async () => (await call(`/users/${leaver.id}/anonymization`, admin.key)).body.status, {
        timeout: 60_000,
      })
      .toBe('completed');
    expect(await poster()).toMatchObject([
      { posted: { user_id: leaver.id, ip_address: null, user_agent: null } },
    ]);
    expect(await verifyStoredLog(stack.db.em)).toMatchObject({ ok: true });

    const forged = await post(member.key, event);
    const owner = stack.db.em.fork();
    await owner.execute('alter table activities disable trigger activities_kept');
    await owner.execute(`update activities set posted = posted || '{"user_id": 1}' where id = ?`, [
      forged.id,
    ]);
    expect(await verifyStoredLog(stack.db.em)).toMatchObject({ ok: false });
    await owner.execute('update activities set posted = null where id = ?', [forged.id]);
    expect(await verifyStoredLog(stack.db.em)).toMatchObject({ ok: false });
  });
});

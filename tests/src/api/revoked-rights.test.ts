import { type RunningApi, startApi } from '@timetracker/api/start';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientWith } from '../client.ts';
import { openStream } from '../open-stream.ts';
import { type Backend, type Stack, signIn, startStack } from '../stack.ts';

const REPETITIONS = 15;

describe.each<Backend>(['postgres', 'redis'])('revoked rights, with the queue on %s', (backend) => {
  let stack: Stack;
  let other: RunningApi;
  let admin: Client;
  let count = 0;

  beforeAll(async () => {
    stack = await startStack(backend);
    other = await startApi({ env: stack.env, log: pino({ level: 'silent' }), port: 0 });
    await stack.createUser('ada.admin', 'admin');
    admin = clientWith(stack.url, await signIn(stack.url, 'ada.admin'));
  });
  afterAll(async () => {
    await other.close();
    await stack.stop();
  });

  /** Somebody new with a session and a key. */
  const somebody = async (role: 'admin' | 'member' = 'admin') => {
    const { id, username } = await stack.createUser(`person.${++count}`, role);
    const key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write', 'admin'] });
    const cookie = await signIn(stack.url, username);
    return { id, username, headers: { key: { 'x-api-key': key }, session: { cookie } } };
  };
  type Person = Awaited<ReturnType<typeof somebody>>;
  type Way = keyof Person['headers'];

  const call = async (url: string, headers: Record<string, string>, procedure: string, input: object) =>
    (
      await fetch(`${url}/api/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...headers, origin: stack.url, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
    ).status;
  const read = async (url: string, headers: Record<string, string>) =>
    (await fetch(`${url}/api/activities?limit=1`, { headers })).status;
  const users = async (condition: string) =>
    stack.db.em.execute<{ id: number; role: string }[]>(`select id, role from users where ${condition}`);

  test('a demoted administrator does not give the rights back, in another process and at once', async () => {
    for (let round = 0; round < REPETITIONS; round++)
      for (const way of ['key', 'session'] as const) {
        const person = await somebody();
        const headers = person.headers[way];
        expect(await call(other.url, headers, 'user.update', { id: person.id, role: 'admin' })).toBe(200);
        await admin.user.update.mutate({ id: person.id, role: 'member' });
        const status = await call(other.url, headers, 'user.update', { id: person.id, role: 'admin' });
        expect([way, status]).toEqual([way, 403]);
        expect(await users(`id = ${person.id}`)).toMatchObject([{ role: 'member' }]);
      }
  });

  test('at the very moment of a demotion nobody gives themselves the rights back', async () => {
    for (let round = 0; round < REPETITIONS; round++)
      for (const way of ['key', 'session'] as const) {
        const person = await somebody();
        const again = () =>
          call(other.url, person.headers[way], 'user.update', { id: person.id, role: 'admin' });
        await again();
        await Promise.all([
          admin.user.update.mutate({ id: person.id, role: 'member' }),
          again(),
          again(),
          again(),
        ]);
        expect(await users(`id = ${person.id}`)).toMatchObject([{ role: 'member' }]);
      }
  });

  test('at the very moment of a deactivation nobody gets back in, by a key, a session, an account or an invitation', async () => {
    for (let round = 0; round < REPETITIONS; round++) {
      const person = await somebody();
      const { key, session } = person.headers;
      await read(other.url, key);
      const name = `late.${person.id}`;
      const deactivated = admin.user.deactivate.mutate({ id: person.id });
      await Promise.all([
        deactivated,
        call(other.url, key, 'user.reactivate', { id: person.id }),
        call(other.url, session, 'user.reactivate', { id: person.id }),
        call(other.url, session, 'user.createKey', {
          user_id: person.id,
          name: 'back door',
          scopes: ['admin'],
        }),
        signIn(other.url, person.username).catch(() => undefined),
      ]);
      const late = [
        call(other.url, key, 'user.reactivate', { id: person.id }),
        call(other.url, key, 'user.create', {
          username: name,
          email: `${name}@example.com`,
          display_name: 'Late',
          role: 'admin',
          password: 'a long password',
        }),
        call(other.url, session, 'invitation.create', {
          username: `${name}.2`,
          email: `${name}.2@example.com`,
          display_name: 'Late',
          role: 'admin',
        }),
      ];
      for (const status of await Promise.all(late)) expect(status).toBe(401);
      expect(await users(`id = ${person.id} and deactivated_at is null`)).toEqual([]);
      expect(await users(`username like '${name}%'`)).toEqual([]);
      const left = await stack.db.em.execute<object[]>(
        `select 'key' from auth_api_keys where "referenceId" = '${person.id}'
         union all select 'session' from auth_sessions where user_id = ${person.id}`,
      );
      expect(left).toEqual([]);
    }
  });

  test('keys and sessions do not come back with a reactivated account, which the trail tells', async () => {
    const person = await somebody('member');
    const { key, session } = person.headers;
    await admin.user.deactivate.mutate({ id: person.id });
    await admin.user.reactivate.mutate({ id: person.id });
    for (const headers of [key, session])
      for (const url of [stack.url, other.url]) expect(await read(url, headers)).toBe(401);
    await expect
      .poll(async () => {
        const { activities } = await admin.activity.list.query({ entity_type: ['audit'] });
        return activities
          .filter(({ entity_id }) => entity_id === person.id)
          .map(({ extra_data }) => extra_data);
      })
      .toContainEqual({ key: 'test', reason: 'deactivated' });
  });

  const revocations: [string, Way, (person: Person) => Promise<unknown>, number][] = [
    ['a revoked key', 'key', async ({ id }) => admin.access.revokeKey.mutate({ id: await keyOf(id) }), 401],
    [
      'an ended session',
      'session',
      async ({ id }) => admin.access.endSession.mutate({ id: await sessionOf(id) }),
      401,
    ],
    ['the key of a deactivated account', 'key', ({ id }) => admin.user.deactivate.mutate({ id }), 401],
    [
      'the session of a deactivated account',
      'session',
      ({ id }) => admin.user.deactivate.mutate({ id }),
      401,
    ],
    [
      'the key of an anonymized account',
      'key',
      ({ id }) => admin.privacy.anonymize.mutate({ id, reason: 'asked' }),
      401,
    ],
    [
      'a key that is taken out of the database',
      'key',
      ({ id }) => sql(`delete from auth_api_keys where "referenceId" = '${id}'`),
      401,
    ],
    [
      'a key that expires',
      'key',
      ({ id }) => sql(`update auth_api_keys set "expiresAt" = now() where "referenceId" = '${id}'`),
      401,
    ],
    [
      'a key with fewer scopes',
      'key',
      ({ id }) =>
        sql(
          `update auth_api_keys set metadata = '{"scopes":["admin"],"service":false}' where "referenceId" = '${id}'`,
        ),
      403,
    ],
  ];
  const sql = (statement: string) => stack.db.em.execute(statement);
  const idIn = async (statement: string) => {
    const [row] = await stack.db.em.execute<{ id: number }[]>(statement);
    return row?.id ?? 0;
  };
  const keyOf = (id: number) => idIn(`select id from auth_api_keys where "referenceId" = '${id}'`);
  const sessionOf = (id: number) => idIn(`select id from auth_sessions where user_id = ${id}`);

  test.each(revocations)(
    '%s is refused in every process within a second, and its streams end',
    async (_, way, revoke, status) => {
      const person = await somebody('member');
      const headers = person.headers[way];
      const streams = await Promise.all([stack.url, other.url].map((url) => liveOf(url, headers)));
      for (const url of [stack.url, other.url]) expect(await read(url, headers)).toBe(200);
      await revoke(person);
      const revoked = Date.now();
      const ended = streams.map(async (stream) => {
        await stream.text();
        return Date.now() - revoked;
      });
      for (const url of [stack.url, other.url]) {
        let asked = Date.now();
        for (let answer = await read(url, headers); answer === 200; answer = await read(url, headers)) {
          expect(asked - revoked).toBeLessThan(1_000);
          asked = Date.now();
        }
        expect(await read(url, headers)).toBe(status);
      }
      for (const after of await Promise.all(ended)) expect(after).toBeLessThan(1_500);
    },
  );

  const liveOf = (url: string, headers: Record<string, string>) =>
    fetch(`${url}/api/activities/live`, { headers });

  test('what happens after a demotion is not shown to a stream that an administrator opened', async () => {
    const person = await somebody();
    const stream = await openStream(other.url, person.headers.key['x-api-key']);
    await admin.user.update.mutate({ id: person.id, role: 'member' });
    await stack.createProject('Not for their eyes');
    await expect
      .poll(async () => JSON.stringify(await admin.activity.list.query({ entity_type: ['project'] })))
      .toContain('Not for their eyes');
    expect(JSON.stringify(stream.activities())).not.toContain('Not for their eyes');
    await stream.close();
  });
});

import { startApi } from '@timetracker/api/start';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Backend, PASSWORD, type Stack, startStack } from '../stack.ts';

const LIMIT = 5;

describe.each<Backend>(['postgres', 'redis'])(
  'guessing at passwords, with limits counted on %s',
  (backend) => {
    let stack: Stack;
    let other: Awaited<ReturnType<typeof startApi>>;
    let count = 0;

    beforeAll(async () => {
      stack = await startStack(
        backend,
        { SIGN_IN_LIMIT_PER_MINUTE: String(LIMIT), TRUST_PROXY: '1' },
        { worker: false },
      );
      other = await startApi({ env: stack.env, log: pino({ level: 'silent' }), port: 0 });
    });
    afterAll(async () => {
      await other.close();
      await stack.stop();
    });

    let lastNetwork = 0;
    const newAddress = () => `198.18.${++lastNetwork}.1`;
    const tried = (body: object, from: string, { url = stack.url, cookie = '' } = {}) =>
      fetch(`${url}/api/auth/sign-in/${'email' in body ? 'email' : 'username'}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: stack.url,
          'x-forwarded-for': from,
          ...(cookie && { cookie }),
        },
        body: JSON.stringify(body),
      });
    const status = async (...attempt: Parameters<typeof tried>) => (await tried(...attempt)).status;
    const somebody = async () => (await stack.createUser(`guessed.${++count}`)).username;

    test('an account is guessed at so often only, from however many addresses, by user name and e-mail, at all processes', async () => {
      const username = await somebody();
      const wrong = { password: 'a wrong password' };
      const ways = [
        { username },
        { email: `${username}@example.com` },
        { username: ` ${username.toUpperCase()} ` },
      ];
      for (let attempt = 0; attempt < LIMIT; attempt++) {
        const url = attempt % 2 === 0 ? stack.url : other.url;
        expect(await status({ ...ways[attempt % 3], ...wrong }, newAddress(), { url })).toBe(401);
      }
      for (const way of ways)
        for (const url of [stack.url, other.url]) {
          const answer = await tried({ ...way, ...wrong }, newAddress(), { url });
          expect(answer.status).toBe(429);
          const seconds = Number(answer.headers.get('retry-after'));
          expect(seconds).toBeGreaterThan(14 * 60);
          expect(seconds).toBeLessThanOrEqual(15 * 60);
          expect(await answer.json()).toEqual({
            error: 'Too many requests',
            message: `Too many attempts at this account have failed, and it is locked for a while; try again in ${Math.ceil(seconds / 60)} minutes`,
          });
        }
    });

    test('a name that nobody has is counted like one that somebody has', async () => {
      for (let attempt = 0; attempt < LIMIT; attempt++)
        expect(await status({ username: 'no.body', password: 'x' }, newAddress())).toBe(401);
      expect(await status({ username: 'NO.BODY', password: 'x' }, newAddress())).toBe(429);
    });

    test('an IPv6 customer is one address, whichever of their addresses they use', async () => {
      for (let attempt = 0; attempt < LIMIT; attempt++) {
        const from = `2001:db8:77:${attempt}::${attempt + 1}`;
        expect(await status({ username: `six.${attempt}`, password: 'x' }, from)).toBe(401);
      }
      const refused = await tried({ username: 'six.6', password: 'x' }, '2001:db8:77:ff::9');
      expect(refused.status).toBe(429);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeLessThanOrEqual(60);
      expect(await refused.json()).toMatchObject({
        message: `Too many attempts from your network have failed; try again in ${seconds} seconds`,
      });
      expect(await status({ username: 'six.7', password: 'x' }, '2001:db8:77:100::9')).toBe(401);
    });

    test('many guesses at once are no way around it', async () => {
      const username = await somebody();
      const guesses = Array.from({ length: 4 * LIMIT }, () =>
        status({ username, password: 'a wrong password' }, newAddress()),
      );
      const answers = await Promise.all(guesses);
      expect(answers.filter((answer) => answer === 401)).toHaveLength(LIMIT);
      expect(answers.filter((answer) => answer === 429)).toHaveLength(3 * LIMIT);
    });

    test('signing in does not count, and does not give an attacker more guesses', async () => {
      const [mine, theirs] = [await somebody(), await somebody()];
      const from = newAddress();
      for (let round = 0; round < 3 * LIMIT; round++)
        expect(await status({ username: mine, password: PASSWORD }, from)).toBe(200);
      for (let round = 0; round < LIMIT; round++) {
        expect(await status({ username: theirs, password: 'a wrong password' }, from)).toBe(401);
        if (round < LIMIT - 1) expect(await status({ username: mine, password: PASSWORD }, from)).toBe(200);
      }
      expect(await status({ username: theirs, password: 'a wrong password' }, from)).toBe(429);
    });

    test('whoever is guessed at still signs in with a browser that has signed in before', async () => {
      const username = await somebody();
      const answer = await tried({ username, password: PASSWORD }, newAddress());
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .find((one) => one?.startsWith('timetracker_device='));
      for (let attempt = 0; attempt <= LIMIT; attempt++)
        await tried({ username, password: 'a wrong password' }, newAddress());
      expect(await status({ username, password: PASSWORD }, newAddress())).toBe(429);
      expect(await status({ username, password: PASSWORD }, newAddress(), { cookie })).toBe(200);
      const forged = `${cookie?.slice(0, -8)}AAAAAA%3D`;
      expect(await status({ username, password: PASSWORD }, newAddress(), { cookie: forged })).toBe(429);
    });

    test('keys are guessed at so often only; a valid one from the same address is not held up', async () => {
      const { id } = await stack.createUser(`key.owner.${++count}`);
      const key = await stack.createKey({ user_id: id, scopes: ['activity:read'] });
      const from = newAddress();
      const read = async (sent: string) =>
        (
          await fetch(`${stack.url}/api/activities?limit=1`, {
            headers: { 'x-api-key': sent, 'x-forwarded-for': from },
          })
        ).status;
      for (let attempt = 0; attempt < LIMIT; attempt++) expect(await read(`guess${attempt}`)).toBe(401);
      expect(await read('another guess')).toBe(429);
      expect(await read(key)).toBe(200);
    });

    test('whoever has somebody’s session guesses at the password so often only', async () => {
      const username = await somebody();
      const cookie = (await tried({ username, password: PASSWORD }, newAddress())).headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const guess = async () =>
        (
          await fetch(`${stack.url}/api/auth/change-password`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              origin: stack.url,
              cookie,
              'x-forwarded-for': newAddress(),
            },
            body: JSON.stringify({ currentPassword: 'a wrong password', newPassword: 'a better password' }),
          })
        ).status;
      for (let attempt = 0; attempt < LIMIT; attempt++) expect(await guess()).toBe(400);
      expect(await guess()).toBe(429);
    });
  },
);

describe('who asks', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack('postgres', { TRUST_PROXY: '10.0.0.0/8, loopback' }, { worker: false });
  });
  afterAll(() => stack.stop());

  test('a refused sign-in takes as long without an account or a password as with them', async () => {
    await stack.createUser('with.password');
    await stack.createUser('without.password');
    await stack.db.em.execute(
      `delete from auth_accounts where user_id = (select id from users where username = 'without.password')`,
    );
    const time = async (body: object) => {
      const times: number[] = [];
      for (let round = 0; round < 7; round++) {
        const before = performance.now();
        await fetch(`${stack.url}/api/auth/sign-in/${'email' in body ? 'email' : 'username'}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: stack.url },
          body: JSON.stringify({ ...body, password: 'a wrong password' }),
        });
        times.push(performance.now() - before);
      }
      return Math.min(...times);
    };
    const known = await time({ username: 'with.password' });
    for (const other of [
      { username: 'without.password' },
      { username: 'no.body' },
      { email: 'without.password@example.com' },
      { email: 'nobody@example.com' },
    ])
      expect((await time(other)) / known).toBeGreaterThan(0.5);
  });

  test('metrics are open to this machine, and no header opens them or makes a stranger local', async () => {
    const metrics = async (headers: Record<string, string>) =>
      (await fetch(`${stack.url}/metrics`, { headers })).status;
    expect(await metrics({})).toBe(200);
    for (const address of ['127.0.0.1', '203.0.113.9, 127.0.0.1', '10.1.2.3', '203.0.113.9', 'localhost', ''])
      expect([address, await metrics({ 'x-forwarded-for': address })]).toEqual([address, 401]);
    expect(await metrics({ forwarded: 'for=127.0.0.1' })).toBe(401);
  });
});

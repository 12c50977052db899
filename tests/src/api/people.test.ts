import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppRouter } from '@timetracker/api/router';
import type { ErrorBody } from '@timetracker/shared';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, signIn, startStack } from '../stack.ts';

type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

const NEW_PASSWORD = 'a password of my own';
const logged: string[] = [];
let folder: string;
let stack: Stack;
let admin: Client;
let member: Client;
let nobody: Client;
let serial = 0;

const clientAt = (url: string, cookie?: string): Client =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: { origin: url, ...(cookie && { cookie }) } })],
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timetracker-people-'));
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  stack = await startStack('postgres', { DATA_DIR: folder }, { log });
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('mia.member');
  admin = clientAt(stack.url, await signIn(stack.url, 'ada.admin'));
  member = clientAt(stack.url, await signIn(stack.url, 'mia.member'));
  nobody = clientAt(stack.url);
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

async function refusal(call: Promise<unknown>): Promise<ErrorBody> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) return error.data?.body;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** A person to invite. */
const person = () => {
  serial += 1;
  return {
    username: `Nia.New${serial}`,
    email: `nia${serial}@example.com`,
    display_name: `Nia New ${serial}`,
    role: 'member' as const,
  };
};
const tokenOf = (link: string) => new URL(link).hash.slice(1);
const invite = async () => {
  const invitation = await admin.invitation.create.mutate(person());
  return { ...invitation, token: tokenOf(invitation.link) };
};
const sentencesOf = async (id: number) =>
  (await admin.activity.list.query({ entity_type: ['user'], entity_id: id })).activities.map(
    (activity) => `${activity.display_name}: ${activity.description}`,
  );

describe('an invitation', () => {
  test('lets its person choose a password, once, and the trail says who did what', async () => {
    const { user, token, expires_at, mail } = await invite();
    expect(user).toMatchObject({ invited: true, deactivated_at: null });
    expect(mail).toBe('kept');
    expect(Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000)).toBe(7);
    await expect(signIn(stack.url, user.username, NEW_PASSWORD)).rejects.toThrow('401');

    expect(await nobody.invitation.look.mutate({ token })).toEqual({
      username: user.username,
      display_name: user.display_name,
      expires_at,
    });
    expect(
      (await refusal(nobody.invitation.accept.mutate({ token, password: 'short' }))).issues,
    ).toMatchObject([{ path: 'password' }]);
    expect(await nobody.invitation.accept.mutate({ token, password: NEW_PASSWORD })).toEqual({
      username: user.username,
    });

    const own = clientAt(stack.url, await signIn(stack.url, user.username, NEW_PASSWORD));
    expect(await own.user.me.query()).toMatchObject({ id: user.id, role: 'member' });
    expect((await admin.user.list.query()).find(({ id }) => id === user.id)).toMatchObject({
      invited: false,
    });
    const { display_name: name } = user;
    await expect
      .poll(() => sentencesOf(user.id))
      .toEqual([`${name}: Accepted the invitation of user "${name}"`, `Ada Admin: Created user "${name}"`]);
    for (const who of [own, member])
      expect((await who.activity.list.query({ entity_type: ['user'] })).total).toBe(0);
  });

  test('accepted twice at once is accepted once', async () => {
    const { user, token } = await invite();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map((n) => nobody.invitation.accept.mutate({ token, password: `${NEW_PASSWORD} ${n}` })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const passwords = await stack.db.em.execute<object[]>('select from auth_accounts where user_id = ?', [
      user.id,
    ]);
    expect(passwords).toHaveLength(1);
  });

  test('renewed has another link, and the old one ends', async () => {
    const { user, token } = await invite();
    const renewed = await admin.invitation.renew.mutate({ id: user.id });
    expect(tokenOf(renewed.link)).not.toBe(token);
    expect(await refusal(nobody.invitation.look.mutate({ token }))).toMatchObject({ error: 'Not found' });
    await nobody.invitation.accept.mutate({ token: tokenOf(renewed.link), password: NEW_PASSWORD });
    expect(await refusal(admin.invitation.renew.mutate({ id: user.id }))).toMatchObject({
      error: 'Conflict',
    });
    await expect
      .poll(async () => (await sentencesOf(user.id))[1])
      .toBe(`Ada Admin: Renewed the invitation of user "${user.display_name}"`);
  });

  test('that does not work says the same whatever the reason', async () => {
    const used = await invite();
    await nobody.invitation.accept.mutate({ token: used.token, password: NEW_PASSWORD });
    const expired = await invite();
    await stack.db.em.execute(`update invitations set expires_at = now() where user_id = ?`, [
      expired.user.id,
    ]);
    const gone = await invite();
    await admin.user.deactivate.mutate({ id: gone.user.id });
    const unknown = 'x'.repeat(43);
    const answers = await Promise.all(
      [used.token, expired.token, gone.token, unknown, ''].flatMap((token) => [
        refusal(nobody.invitation.look.mutate({ token })),
        refusal(nobody.invitation.accept.mutate({ token, password: NEW_PASSWORD })),
      ]),
    );
    expect(new Set(answers.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]).toMatchObject({ error: 'Not found' });
    expect(await refusal(admin.invitation.renew.mutate({ id: gone.user.id }))).toMatchObject({
      error: 'Conflict',
    });
  });

  test('is given by administrators only, and for names that are free', async () => {
    const { user } = await invite();
    expect(await refusal(member.invitation.create.mutate(person()))).toMatchObject({ error: 'Forbidden' });
    expect(await refusal(member.invitation.renew.mutate({ id: user.id }))).toMatchObject({
      error: 'Forbidden',
    });
    expect(await refusal(nobody.invitation.create.mutate(person()))).toMatchObject({
      error: 'Unauthorized',
    });
    const taken = { ...person(), username: user.username.toUpperCase() };
    expect((await refusal(admin.invitation.create.mutate(taken))).issues).toEqual([
      { path: 'username', message: 'is taken already' },
    ]);
    const sameMail = { ...person(), email: user.email };
    expect((await refusal(admin.invitation.create.mutate(sameMail))).issues).toMatchObject([
      { path: 'email' },
    ]);
  });

  test('is e-mailed, and its token is kept nowhere else', async () => {
    const { user, token, link } = await invite();
    const outbox = join(folder, 'outbox');
    const mailTo = async () => {
      const files = await readdir(outbox).catch(() => []);
      const mails = await Promise.all(
        files.filter((file) => file.endsWith('.eml')).map((file) => readFile(join(outbox, file), 'utf8')),
      );
      // Quoted-printable breaks long lines.
      return mails.find((mail) => mail.includes(`<${user.email}>`))?.replaceAll('=\r\n', '');
    };
    await expect.poll(mailTo, { timeout: 10_000 }).toContain(link);
    await expect.poll(() => tablesHolding(token), { timeout: 10_000 }).toEqual([]);
    await nobody.invitation.look.mutate({ token });
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => line.includes(token))).toEqual([]);
  });
});

/** Every table that has a text in any of its rows. */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = await stack.db.em.execute<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const found = await stack.db.em.execute<object[]>(
      `select from ${name} row where position(? in row::text) > 0 limit 1`,
      [text],
    );
    if (found.length > 0) holding.push(name);
  }
  return holding;
}

test('whoever guesses at invitations is held up like whoever guesses at passwords', async () => {
  const other = await startStack('postgres', { SIGN_IN_LIMIT_PER_MINUTE: '3' }, { worker: false });
  const guess = () => refusal(clientAt(other.url).invitation.look.mutate({ token: 'x'.repeat(43) }));
  for (let attempt = 0; attempt < 3; attempt++) expect((await guess()).error).toBe('Not found');
  expect((await guess()).error).toBe('Too many requests');
  await other.stop();
});

test('with the queue away an invitation still works by its link, and says that no e-mail goes out', async () => {
  const other = await startStack('redis', { DATA_DIR: folder }, { worker: false });
  await other.createUser('ada.admin', 'admin');
  const inviter = clientAt(other.url, await signIn(other.url, 'ada.admin'));
  await other.stopRedis();
  const { link, mail, user } = await inviter.invitation.create.mutate(person());
  expect(mail).toBe('unavailable');
  await clientAt(other.url).invitation.accept.mutate({ token: tokenOf(link), password: NEW_PASSWORD });
  await signIn(other.url, user.username, NEW_PASSWORD);
  await other.stop();
});

describe('an account', () => {
  test('deactivated ends its sessions at once; reactivated, it signs in again', async () => {
    const { id } = await stack.createUser('lea.leaver');
    const cookie = await signIn(stack.url, 'lea.leaver');
    const lea = clientAt(stack.url, cookie);
    await lea.user.me.query();
    const live = await fetch(`${stack.url}/api/activities/live`, { headers: { cookie } });
    await admin.user.deactivate.mutate({ id });
    // Ends by itself, when the activity that says so is stored.
    await live.text();
    expect(await refusal(lea.user.me.query())).toMatchObject({ error: 'Unauthorized' });
    await expect(signIn(stack.url, 'lea.leaver')).rejects.toThrow('deactivated');
    await admin.user.reactivate.mutate({ id });
    expect(await refusal(lea.user.me.query())).toMatchObject({ error: 'Unauthorized' });
    await signIn(stack.url, 'lea.leaver');
    await expect
      .poll(() => sentencesOf(id))
      .toEqual([
        'Ada Admin: Reactivated user "Lea Leaver"',
        'Ada Admin: Deactivated user "Lea Leaver"',
        'System: Created user "Lea Leaver"',
      ]);
  });

  test('changed by two administrators at once keeps the first change and tells the second', async () => {
    const { id } = await stack.createUser('vera.version');
    const version = (await admin.user.list.query()).find((user) => user.id === id)?.version ?? 0;
    const outcomes = await Promise.allSettled(
      ['Vera One', 'Vera Two'].map((display_name) => admin.user.update.mutate({ id, version, display_name })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(admin.user.update.mutate({ id, version, role: 'admin' }))).toMatchObject({
      error: 'Conflict',
      issues: [{ path: 'version' }],
    });
    const current = await admin.user.update.mutate({ id, version: version + 1, role: 'admin' });
    expect(current).toMatchObject({ role: 'admin', version: version + 2 });
  });

  test('two administrators cannot take each other’s rights at the same moment', async () => {
    for (const attempt of ['demote', 'deactivate'] as const) {
      const one = await stack.createUser(`one.${attempt}`, 'admin');
      const two = await stack.createUser(`two.${attempt}`, 'admin');
      const [first, second] = await Promise.all(
        [one, two].map(async ({ username }) => clientAt(stack.url, await signIn(stack.url, username))),
      );
      const take = (who: Client | undefined, id: number) =>
        attempt === 'demote'
          ? who?.user.update.mutate({ id, role: 'member' })
          : who?.user.deactivate.mutate({ id });
      const outcomes = await Promise.allSettled([take(first, two.id), take(second, one.id)]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('is its person’s to name, in their zone and language', async () => {
    await stack.createUser('pia.profile');
    const pia = clientAt(stack.url, await signIn(stack.url, 'pia.profile'));
    const settings = { display_name: 'Pia P.', time_zone: 'Asia/Kathmandu', locale: 'de-AT' };
    expect(await pia.user.updateProfile.mutate(settings)).toMatchObject(settings);
    expect(await pia.user.me.query()).toMatchObject(settings);
    expect(await pia.user.updateProfile.mutate({ time_zone: null, locale: null })).toMatchObject({
      time_zone: null,
      locale: null,
    });
    for (const [input, path] of [
      [{ time_zone: 'Europe/Atlantis' }, 'time_zone'],
      [{ locale: 'english please' }, 'locale'],
      [{ display_name: ' ' }, 'display_name'],
    ] as const)
      expect((await refusal(pia.user.updateProfile.mutate(input))).issues).toMatchObject([{ path }]);
  });

  test('that are saved several times at once are all saved', async () => {
    await stack.createUser('quick.quentin');
    const quentin = clientAt(stack.url, await signIn(stack.url, 'quick.quentin'));
    const saved = await Promise.all(
      ['de-DE', 'en-GB', 'de-AT', 'en-US'].flatMap((locale) => [
        quentin.user.updateProfile.mutate({ locale }),
        quentin.user.updateProfile.mutate({ time_zone: 'Europe/Vienna' }),
      ]),
    );
    expect(saved).toHaveLength(8);
    expect(saved.at(-1)?.time_zone).toBe('Europe/Vienna');
  });
});

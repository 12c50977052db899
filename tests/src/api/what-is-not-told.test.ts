import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, clientWith } from '../client.ts';
import { type Stack, signIn, startStack } from '../stack.ts';

const UNKNOWN = 987_654;

let stack: Stack;
let admin: Client;
let outsider: Client;
let key: string;
let own: { project: number; task: number };
let existing: Record<
  'project' | 'task' | 'comment' | 'client' | 'entry' | 'view' | 'key' | 'session',
  number
>;
let stranger: { id: number; username: string };

beforeAll(async () => {
  stack = await startStack('postgres', {}, { worker: false });
  const { id: adminId } = await stack.createUser('ada.admin', 'admin');
  stranger = await stack.createUser('sonja.stranger');
  const { id } = await stack.createUser('otto.outsider');
  admin = clientWith(stack.url, await signIn(stack.url, 'ada.admin'));
  const theirs = await clientOf(stack, 'sonja.stranger');
  outsider = await clientOf(stack, 'otto.outsider');
  key = await stack.createKey({ user_id: id, scopes: ['activity:read', 'activity:write'] });
  await stack.createKey({ user_id: adminId, scopes: ['admin'] });
  const mine = await outsider.project.create.mutate({ name: 'Mine' });
  own = {
    project: mine.id,
    task: (await outsider.task.create.mutate({ project_id: mine.id, name: 'x' })).id,
  };
  const project = (await theirs.project.create.mutate({ name: 'Secret project' })).id;
  const task = (await theirs.task.create.mutate({ project_id: project, name: 'Secret task' })).id;
  const comment = (await theirs.comment.create.mutate({ task_id: task, body: 'Secret words' })).id;
  const client = (await admin.clients.create.mutate({ name: 'Secret client', currency: 'EUR' })).id;
  const period = { started_at: '2026-01-05T09:00:00Z', ended_at: '2026-01-05T10:00:00Z' };
  const entry = (await theirs.timeEntry.create.mutate({ project_id: project, ...period })).id;
  const view = await admin.savedView.create.mutate({
    name: 'Secret view',
    filters: { user_id: [stranger.id] },
    shared: true,
  });
  const [first] = (await admin.access.keys.query()).keys;
  const [session] = await admin.access.sessions.query({ id: stranger.id });
  existing = {
    project,
    task,
    comment,
    client,
    entry,
    view: view.id,
    key: first?.id ?? 0,
    session: session?.id ?? 0,
  };
});
afterAll(() => stack.stop());

/** What is said of something, without the number that was sent. */
const said = async (id: number, call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError)
      return `${error.data?.body?.error}: ${error.message}`.replaceAll(String(id), 'N');
    throw error;
  }
  return 'done';
};

const questions: [string, (id: number) => Promise<unknown>, () => number][] = [
  [
    'an assignee',
    (id) => outsider.task.create.mutate({ project_id: own.project, name: 'x', assignee_id: id }),
    () => stranger.id,
  ],
  [
    'another assignee',
    (id) => outsider.task.update.mutate({ id: own.task, assignee_id: id }),
    () => stranger.id,
  ],
  ['a person in a filter', (id) => outsider.activity.list.query({ user_id: [id] }), () => stranger.id],
  [
    'a new member',
    (id) => outsider.project.addMember.mutate({ project_id: own.project, user_id: id }),
    () => stranger.id,
  ],
  ['a project', (id) => outsider.project.get.query({ id }), () => existing.project],
  [
    'the project of a task',
    (id) => outsider.task.create.mutate({ project_id: id, name: 'x' }),
    () => existing.project,
  ],
  ['a task', (id) => outsider.task.get.query({ id }), () => existing.task],
  [
    'the task of a timer',
    (id) => outsider.timeEntry.start.mutate({ project_id: own.project, task_id: id }),
    () => existing.task,
  ],
  ['the comments on a task', (id) => outsider.comment.list.query({ task_id: id }), () => existing.task],
  ['a comment', (id) => outsider.comment.delete.mutate({ id }), () => existing.comment],
  [
    'the client of a project',
    (id) => outsider.project.update.mutate({ id: own.project, client_id: id }),
    () => existing.client,
  ],
  ['a client', (id) => outsider.clients.get.query({ id }), () => existing.client],
  ['a time entry', (id) => outsider.timeEntry.delete.mutate({ id }), () => existing.entry],
  ['a saved view', (id) => outsider.savedView.delete.mutate({ id }), () => existing.view],
  ['a key', (id) => outsider.access.revokeKey.mutate({ id }), () => existing.key],
  ['a session', (id) => outsider.access.endSession.mutate({ id }), () => existing.session],
];

test.each(questions)(
  'whoever may not know it does not learn whether %s exists, or its name',
  async (_, ask, known) => {
    const answer = await said(known(), ask(known()));
    expect(answer).toBe(await said(UNKNOWN, ask(UNKNOWN)));
    expect(answer).not.toMatch(/done|Sonja|sonja|Secret/);
  },
);

test('whoever posts activities does not learn which people and projects exist', async () => {
  const post = async (fields: object) => {
    const answer = await fetch(`${stack.url}/api/activities`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'updated', entity_type: 'task', entity_id: 1, ...fields }),
    });
    return `${answer.status} ${await answer.text()}`.replaceAll(/\d{6}|project \d+/g, 'N');
  };
  expect(await post({ user_id: stranger.id })).toBe(await post({ user_id: UNKNOWN }));
  expect(await post({ username: stranger.username })).toBe(await post({ username: 'no.body' }));
  expect(await post({ project_id: existing.project })).toBe(
    (await post({ project_id: UNKNOWN })).replace('project N', 'N'),
  );
  for (const fields of [{ user_id: stranger.id }, { username: 'no.body' }, { project_id: UNKNOWN }])
    expect(await post(fields)).toMatch(/^403/);
});

test('an invitation is worth nothing any more when its inviter is no administrator, until another renews it', async () => {
  const inviter = await stack.createUser('ines.inviter', 'admin');
  const ines = await clientOf(stack, 'ines.inviter');
  const person = {
    username: 'late.guest',
    email: 'late@example.com',
    display_name: 'Late',
    role: 'admin',
  } as const;
  const { link, user } = await ines.invitation.create.mutate(person);
  const tokenOf = (url: string) => /[\w-]{43}$/.exec(url)?.[0] ?? '';
  const nobody = clientWith(stack.url, '');
  expect((await nobody.invitation.look.mutate({ token: tokenOf(link) })).username).toBe('late.guest');
  await admin.user.update.mutate({ id: inviter.id, role: 'member' });
  const use = (token: string) => nobody.invitation.accept.mutate({ token, password: 'a long password' });
  await expect(use(tokenOf(link))).rejects.toThrow('This invitation is not valid');
  const renewed = await admin.invitation.renew.mutate({ id: user.id });
  expect(await use(tokenOf(renewed.link))).toEqual({ username: 'late.guest' });
});

test('at the very moment of a new password, or a deactivation, nobody signs in with what was before', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, username } = await stack.createUser(`moment.${round}`);
    const cookie = await signIn(stack.url, username);
    const late = () => signIn(stack.url, username).catch(() => undefined);
    await Promise.all([
      late(),
      fetch(`${stack.url}/api/auth/change-password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stack.url, cookie },
        body: JSON.stringify({
          currentPassword: 'correct horse battery',
          newPassword: 'another long password',
        }),
      }),
      late(),
    ]);
    expect(await admin.access.sessions.query({ id })).toHaveLength(1);
    const again = () => signIn(stack.url, username, 'another long password').catch(() => undefined);
    await Promise.all([again(), admin.user.deactivate.mutate({ id }), again()]);
    expect(await admin.access.sessions.query({ id })).toEqual([]);
  }
});

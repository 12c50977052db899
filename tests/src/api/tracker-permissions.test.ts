import type { Activity } from '@timetracker/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, clientWith, refusal } from '../client.ts';
import { type Stack, signIn, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let outsider: Client;
let memberId: number;
let cookies: { admin: string; member: string };

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  memberId = (await stack.createUser('mia.member')).id;
  await stack.createUser('otto.outsider');
  cookies = { admin: await signIn(stack.url, 'ada.admin'), member: await signIn(stack.url, 'mia.member') };
  admin = clientWith(stack.url, cookies.admin);
  member = clientWith(stack.url, cookies.member);
  outsider = await clientOf(stack, 'otto.outsider');
});
afterAll(() => stack.stop());

describe('a project', () => {
  test('is worked in by its members and administrators; to others it does not exist', async () => {
    const { id } = await member.project.create.mutate({ name: 'Secret' });
    const task = await member.task.create.mutate({ project_id: id, name: 'Plan' });
    expect((await outsider.project.list.query({})).map((project) => project.id)).not.toContain(id);
    const attempts = [
      () => outsider.project.update.mutate({ id, name: 'Mine' }),
      () => outsider.project.archive.mutate({ id }),
      () => outsider.project.unarchive.mutate({ id }),
      () => outsider.project.delete.mutate({ id }),
      () => outsider.project.members.query({ id }),
      () => outsider.task.list.query({ project_id: id }),
      () => outsider.task.create.mutate({ project_id: id, name: 'x' }),
      () => outsider.task.update.mutate({ id: task.id, status: 'done' }),
      () => outsider.task.delete.mutate({ id: task.id }),
      () => outsider.timeEntry.start.mutate({ project_id: id }),
    ];
    for (const attempt of attempts) expect(await refusal(attempt())).toBe('Not found');
    expect((await admin.project.update.mutate({ id, description: 'seen' })).description).toBe('seen');
  });

  test('gets and loses members through administrators only', async () => {
    const { id } = await member.project.create.mutate({ name: 'Members' });
    expect(await refusal(member.project.addMember.mutate({ project_id: id, user_id: memberId }))).toBe(
      'Forbidden',
    );
    expect(await refusal(member.project.removeMember.mutate({ project_id: id, user_id: memberId }))).toBe(
      'Forbidden',
    );
    await admin.project.removeMember.mutate({ project_id: id, user_id: memberId });
    expect(await refusal(member.project.members.query({ id }))).toBe('Not found');
    expect(await refusal(admin.project.addMember.mutate({ project_id: id, user_id: 999_999 }))).toBe(
      'Invalid parameter',
    );
  });

  test('takes its tasks and time along when deleted, and its members still see who deleted it', async () => {
    const { id } = await member.project.create.mutate({ name: 'Doomed' });
    const task = await member.task.create.mutate({ project_id: id, name: 'Last words' });
    await member.timeEntry.start.mutate({ project_id: id, task_id: task.id });
    await member.timeEntry.stop.mutate();
    await admin.project.delete.mutate({ id });
    await expect
      .poll(async () => {
        const { activities } = await member.activity.list.query({ project_id: id, action: ['deleted'] });
        return activities.map((activity) => `${activity.display_name}: ${activity.description}`);
      })
      .toEqual([
        'Ada Admin: Deleted project "Doomed"',
        'Ada Admin: Deleted task "Last words"',
        'Ada Admin: Deleted time entry "Last words"',
      ]);
  });
});

describe('time', () => {
  test('one timer a person, also when two tabs start at once', async () => {
    const { id } = await member.project.create.mutate({ name: 'Timer' });
    const starts = await Promise.allSettled(
      [1, 2, 3].map(() => member.timeEntry.start.mutate({ project_id: id })),
    );
    expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(member.timeEntry.start.mutate({ project_id: id }))).toBe('Conflict');
    expect(await member.timeEntry.running.query()).toMatchObject({ project_id: id, ended_at: null });
    await member.timeEntry.stop.mutate();
    expect(await member.timeEntry.running.query()).toBeNull();
    expect(await refusal(member.timeEntry.stop.mutate())).toBe('Conflict');
  });

  test('is not booked on archived projects, foreign tasks or backwards, nor edited by others', async () => {
    const { id } = await member.project.create.mutate({ name: 'Rules' });
    const other = await member.project.create.mutate({ name: 'Other' });
    const foreign = await member.task.create.mutate({ project_id: other.id, name: 'x' });
    const [nine, ten] = ['2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z'];
    const entry = await member.timeEntry.create.mutate({ project_id: id, started_at: nine, ended_at: ten });
    const backwards = { project_id: id, started_at: ten, ended_at: nine };
    expect(await refusal(member.timeEntry.create.mutate(backwards))).toBe('Invalid parameter');
    expect(await refusal(member.timeEntry.start.mutate({ project_id: id, task_id: foreign.id }))).toBe(
      'Invalid parameter',
    );
    expect(await refusal(outsider.timeEntry.update.mutate({ id: entry.id, notes: 'x' }))).toBe('Not found');
    expect(await refusal(outsider.timeEntry.delete.mutate({ id: entry.id }))).toBe('Not found');
    await member.project.archive.mutate({ id });
    expect(await refusal(member.timeEntry.start.mutate({ project_id: id }))).toBe('Conflict');
  });
});

describe('accounts', () => {
  test('are seen, made and changed by administrators only; the last word over oneself is not given away', async () => {
    const account = {
      username: 'new.person',
      email: 'new@example.com',
      display_name: 'New Person',
      password: 'a long password',
    };
    expect(await refusal(member.user.list.query())).toBe('Forbidden');
    expect(await refusal(member.user.create.mutate(account))).toBe('Forbidden');
    expect(await refusal(member.user.update.mutate({ id: memberId, role: 'admin' }))).toBe('Forbidden');
    expect(
      await refusal(member.user.createKey.mutate({ user_id: memberId, name: 'k', scopes: ['admin'] })),
    ).toBe('Forbidden');
    const created = await admin.user.create.mutate(account);
    expect(await refusal(admin.user.create.mutate({ ...account, email: 'other@example.com' }))).toBe(
      'Conflict',
    );
    const memberAdminKey = admin.user.createKey.mutate({ user_id: created.id, name: 'k', scopes: ['admin'] });
    expect(await refusal(memberAdminKey)).toBe('Invalid parameter');
    const me = await admin.user.me.query();
    expect(await refusal(admin.user.update.mutate({ id: me.id, role: 'member' }))).toBe('Conflict');
  });
});

test('the trail keeps where a change came from, for administrators who ask', async () => {
  const { id } = await member.project.create.mutate({ name: 'Traced' });
  const find = async (): Promise<Activity | undefined> =>
    (await admin.activity.list.query({ project_id: id, include: 'security' })).activities[0];
  await expect
    .poll(find)
    .toMatchObject({ user_id: memberId, ip_address: '127.0.0.1', user_agent: 'journey' });
});

test('the queue board is for administrators', async () => {
  const status = async (cookie?: string) =>
    (await fetch(`${stack.url}/admin/queues`, { headers: cookie ? { cookie } : {}, redirect: 'manual' }))
      .status;
  expect(await status()).toBe(401);
  expect(await status(cookies.member)).toBe(403);
  expect(await status(cookies.admin)).toBe(200);
});

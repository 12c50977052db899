import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let otherAdmin: Client;
let member: Client;
let other: Client;
let ids: { member: number; other: number };

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  await stack.createUser('abe.admin', 'admin');
  ids = {
    member: (await stack.createUser('mia.member')).id,
    other: (await stack.createUser('otto.other')).id,
  };
  admin = await clientOf(stack, 'ada.admin');
  otherAdmin = await clientOf(stack, 'abe.admin');
  member = await clientOf(stack, 'mia.member');
  other = await clientOf(stack, 'otto.other');
});
afterAll(() => stack.stop());

const refusal = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) return `${error.data?.body?.error}: ${error.message}`;
    throw error;
  }
  throw new Error('the call was not refused');
};
const names = async (who: Client) => (await who.savedView.list.query()).map((view) => view.name);

test('a private view is seen and changed by its owner alone, not even by administrators', async () => {
  const filters = { entity_type: ['task' as const], action: ['deleted' as const], days: 7, q: 'logo' };
  const { id, ...view } = await member.savedView.create.mutate({ name: ' Lost tasks ', filters });
  expect(view).toMatchObject({ name: 'Lost tasks', filters, shared: false, owner_name: 'Mia Member' });
  expect(await names(member)).toContain('Lost tasks');
  for (const who of [other, admin]) {
    expect(await names(who)).not.toContain('Lost tasks');
    expect(await refusal(who.savedView.update.mutate({ id, name: 'Mine' }))).toMatch(/^Not found/);
    expect(await refusal(who.savedView.delete.mutate({ id }))).toMatch(/^Not found/);
  }
  await member.savedView.update.mutate({ id, name: 'Gone tasks', filters: { q: 'x' } });
  expect((await member.savedView.list.query()).find((one) => one.id === id)).toMatchObject({
    name: 'Gone tasks',
    filters: { q: 'x' },
  });
  await member.savedView.delete.mutate({ id });
  expect(await names(member)).not.toContain('Gone tasks');
});

test('only administrators share; a shared view is everybody’s to use and an administrator’s to change', async () => {
  const own = await member.savedView.create.mutate({ name: 'Mine', filters: {} });
  expect(await refusal(member.savedView.update.mutate({ id: own.id, shared: true }))).toMatch(/^Forbidden/);
  expect(
    await refusal(member.savedView.create.mutate({ name: 'For all', filters: {}, shared: true })),
  ).toMatch(/^Forbidden/);
  const { id } = await admin.savedView.create.mutate({
    name: 'Invoices',
    filters: { entity_type: ['invoice'] },
    shared: true,
  });
  expect(await names(member)).toContain('Invoices');
  expect(await refusal(member.savedView.update.mutate({ id, name: 'Bills' }))).toMatch(/^Forbidden/);
  expect(await refusal(member.savedView.delete.mutate({ id }))).toMatch(/^Forbidden/);
  await otherAdmin.savedView.update.mutate({ id, name: 'Bills' });
  expect(await names(member)).toContain('Bills');
  await otherAdmin.savedView.update.mutate({ id, shared: false });
  expect(await names(member)).not.toContain('Bills');
  expect(await names(otherAdmin)).not.toContain('Bills');
  expect(await names(admin)).toContain('Bills');
});

test('a view that names other people is for administrators: to make, and to see when shared', async () => {
  const makes = [{ user_id: [ids.other] }, { user_id: [ids.member, ids.other] }, { q: '-user:otto.other' }];
  for (const filters of makes)
    expect(await refusal(member.savedView.create.mutate({ name: 'Otto', filters }))).toMatch(/^Forbidden/);
  await member.savedView.create.mutate({ name: 'Me', filters: { user_id: [ids.member] } });
  await admin.savedView.create.mutate({
    name: 'Otto and Mia',
    filters: { user_id: [ids.other] },
    shared: true,
  });
  expect(await names(otherAdmin)).toContain('Otto and Mia');
  expect(await names(member)).not.toContain('Otto and Mia');
});

test('a name is a person’s once, whatever its capitals', async () => {
  await other.savedView.create.mutate({ name: 'Weekly', filters: {} });
  expect(await refusal(other.savedView.create.mutate({ name: 'WEEKLY', filters: {} }))).toMatch(
    /^Conflict: name is/,
  );
  const { id } = await other.savedView.create.mutate({ name: 'Daily', filters: {} });
  expect(await refusal(other.savedView.update.mutate({ id, name: 'weekly' }))).toMatch(/^Conflict/);
  expect(await member.savedView.create.mutate({ name: 'Weekly', filters: {} })).toMatchObject({
    name: 'Weekly',
  });
});

test.each([
  [{ name: 'x'.repeat(61), filters: {} }, /name must have at most 60/],
  [{ name: '  ', filters: {} }, /name must not be empty/],
  [{ name: 'x', filters: { q: 'type:planet' } }, /planet/],
  [{ name: 'x', filters: { start_date: 'today' } }, /filters.start_date must be a date/],
  [
    { name: 'x', filters: { start_date: '2026-02-02', end_date: '2026-02-01' } },
    /must not be after end_date/,
  ],
  [{ name: 'x', filters: { start_date: '2026-02-02', days: 7 } }, /days must not be given with/],
])('a bad view is refused with what was expected (%#)', async (input, message) => {
  const text = await refusal(member.savedView.create.mutate(input));
  expect(text).toMatch(/^Invalid parameter/);
  expect(text).toMatch(message);
});

test('there are at most 50 views a person, also when many are made at once', async () => {
  await stack.createUser('vic.views');
  const vic = await clientOf(stack, 'vic.views');
  const made = await Promise.allSettled(
    Array.from({ length: 55 }, (_, index) =>
      vic.savedView.create.mutate({ name: `View ${index}`, filters: {} }),
    ),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  expect((await names(vic)).filter((name) => name.startsWith('View '))).toHaveLength(50);
  expect(await refusal(vic.savedView.create.mutate({ name: 'One more', filters: {} }))).toMatch(
    /^Conflict: You have 50 views/,
  );
});

test('a view is no activity', async () => {
  const { total } = await admin.activity.list.query({ q: 'weekly' });
  expect(total).toBe(0);
});

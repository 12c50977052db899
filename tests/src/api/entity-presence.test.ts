import type { EntityRef, ReportedType } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf } from '../client.ts';
import { type Stack, startStack } from '../stack.ts';

let stack: Stack;
let admin: Client;
let member: Client;
let outsider: Client;
let memberId: number;

beforeAll(async () => {
  stack = await startStack('postgres');
  await stack.createUser('ada.admin', 'admin');
  memberId = (await stack.createUser('mia.member')).id;
  await stack.createUser('otto.outsider');
  admin = await clientOf(stack, 'ada.admin');
  member = await clientOf(stack, 'mia.member');
  outsider = await clientOf(stack, 'otto.outsider');
});
afterAll(() => stack.stop());

const ref = (entity_type: ReportedType, entity_id: number): EntityRef => ({ entity_type, entity_id });
const ask = async (who: Client, entities: EntityRef[]) => {
  const { existing, deleted } = await who.activity.presence.query({ entities });
  const text = ({ entity_type, entity_id }: EntityRef) => `${entity_type} ${entity_id}`;
  return { existing: existing.map(text).toSorted(), deleted: deleted.map(text).toSorted() };
};

test('what is there is told to those who may open it, to nobody else', async () => {
  const customer = await admin.clients.create.mutate({ name: 'Acme' });
  const project = await member.project.create.mutate({ name: 'Secret' });
  await admin.project.update.mutate({ id: project.id, client_id: customer.id });
  const task = await member.task.create.mutate({ project_id: project.id, name: 'Plan' });
  const entry = await member.timeEntry.start.mutate({ project_id: project.id });
  await member.timeEntry.stop.mutate();
  const entities = [
    ref('project', project.id),
    ref('task', task.id),
    ref('time_entry', entry.id),
    ref('client', customer.id),
    ref('user', memberId),
    ref('task', 999_999),
  ];
  const mine = [
    `client ${customer.id}`,
    `project ${project.id}`,
    `task ${task.id}`,
    `time_entry ${entry.id}`,
  ];
  expect(await ask(member, entities)).toEqual({ existing: mine, deleted: [] });
  expect(await ask(admin, entities)).toEqual({
    existing: [...mine, `user ${memberId}`].toSorted(),
    deleted: [],
  });
  expect(await ask(outsider, entities)).toEqual({ existing: [], deleted: [] });
});

test('what is gone is told to those who may see its deletion, to nobody else', async () => {
  const project = await member.project.create.mutate({ name: 'Doomed' });
  const task = await member.task.create.mutate({ project_id: project.id, name: 'Last words' });
  const entities = [ref('project', project.id), ref('task', task.id)];
  await member.task.delete.mutate({ id: task.id });
  await expect
    .poll(() => ask(member, entities), { timeout: 20_000 })
    .toEqual({ existing: [`project ${project.id}`], deleted: [`task ${task.id}`] });
  await admin.project.delete.mutate({ id: project.id });
  await expect
    .poll(() => ask(member, entities), { timeout: 20_000 })
    .toEqual({ existing: [], deleted: [`project ${project.id}`, `task ${task.id}`] });
  expect(await ask(outsider, entities)).toEqual({ existing: [], deleted: [] });
});

test('nothing and too much are refused', async () => {
  const many = Array.from({ length: 201 }, (_, index) => ref('task', index + 1));
  for (const entities of [[], many])
    await expect(member.activity.presence.query({ entities })).rejects.toThrow(TRPCClientError);
});
